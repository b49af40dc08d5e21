#include "net/admission.h"

#include "net/conn_count.h"
#include "net/idle_conns.h"

enum {
    REFUSING_MAX = 64, /* connections that are being told that there are too many */
    MICROSECONDS_IN_MS = 1000
};

/* A handshake costs more than most requests, and no request has been limited yet. */
static bool may_shake_hands(struct conn *c)
{
    if (!transport_is_secure(&c->transport))
        return true;
    int64_t wait = limits_shake_hands(&c->net->limits, &c->lease, conn_now_us(c));
    if (wait < 0)
        return false;
    c->wait = (uint64_t)(wait + MICROSECONDS_IN_MS - 1) / MICROSECONDS_IN_MS;
    return true;
}

/* Takes a place within the limits. False: there is none; the reason is counted. */
static bool take_place(struct conn *c)
{
    struct limits *l = &c->net->limits;
    if (!limits_enter(l, &c->address, &c->lease))
        return false;
    if (!may_shake_hands(c)) {
        limits_leave(l, &c->lease);
        return false;
    }
    idle_conns_add(c->net->idle, c);
    return true;
}

/* Refuses in words, if they cost less than they save. */
static enum admission refuse(struct conn *c)
{
    c->arena = arena_create();
    if (c->net->refusing >= REFUSING_MAX || !c->protocol->too_many(c)) {
        return ADMISSION_NEVER;
    }
    c->refusing = true;
    c->net->refusing++;
    transport_pause(&c->transport);
    conn_enter(c, CONN_RESPOND);
    return ADMISSION_REFUSED;
}

/* Waits for its turn, if it has to. */
static enum admission begin_in_turn(struct conn *c)
{
    if (!c->wait)
        return admission_go_on(c);
    transport_hold(&c->transport);
    net_arm(c->net, &c->deadline, c->wait);
    return ADMISSION_WAITS;
}

/* It has a place, but no handshake was expected of it. */
static enum admission shake_hands(struct conn *c)
{
    return may_shake_hands(c) ? begin_in_turn(c) : ADMISSION_NEVER;
}

enum admission admission_go_on(struct conn *c)
{
    c->wait = 0;
    conn_enter(c, CONN_OPEN);
    transport_begin(&c->transport);
    if (transport_awaits_handshake(&c->transport))
        return shake_hands(c);
    transport_read(&c->transport);
    return transport_has_begun(&c->transport) ? ADMISSION_BEGUN : ADMISSION_WAITS;
}

/* The client's address is known now. */
static enum admission let_in(struct conn *c)
{
    conn_count_accepted(c);
    return take_place(c) ? begin_in_turn(c) : refuse(c);
}

enum admission admission_begin(struct conn *c)
{
    struct limits *l = &c->net->limits;
    if (!limits_is_proxy(l, &c->address))
        return let_in(c);
    if (!limits_enter_proxy(l, &c->lease)) {
        conn_count_accepted(c);
        return refuse(c);
    }
    transport_expect_proxy(&c->transport);
    conn_enter(c, CONN_OPEN);
    transport_read(&c->transport);
    return ADMISSION_WAITS;
}

/* From now on it counts for the client that the proxy has named. */
enum admission admission_introduce(struct conn *c)
{
    struct transport *t = &c->transport;
    if (transport_awaits_handshake(t))
        return shake_hands(c);
    if (transport_awaits_proxy(t))
        return t->stage == TRANSPORT_FAILED || t->stage == TRANSPORT_ENDED ? ADMISSION_NEVER : ADMISSION_WAITS;
    c->quiet = t->proxy.is_own;
    if (!t->proxy.has_source) {
        conn_count_accepted(c);
        return admission_go_on(c);
    }
    limits_leave(&c->net->limits, &c->lease);
    c->address = address_of_bytes(t->proxy.source, t->proxy.is_v6);
    return let_in(c);
}
