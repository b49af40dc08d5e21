#include "net/admission.h"

#include "net/conn_count.h"
#include "net/unasked.h"

enum {
    REFUSING_MAX = 64, /* connections that are told that there are too many */
    MICROSECONDS_IN_MS = 1000
};

static int64_t microseconds(const struct conn *c)
{
    return (int64_t)net_now(c->net) * MICROSECONDS_IN_MS;
}

/* A handshake costs more than most requests, and no request has been limited yet. */
static bool may_shake_hands(struct conn *c)
{
    if (c->protocol->name != NET_GEMINI)
        return true;
    int64_t wait = limits_shake_hands(&c->net->limits, &c->hold, microseconds(c));
    if (wait < 0)
        return false;
    c->wait = (uint64_t)(wait + MICROSECONDS_IN_MS - 1) / MICROSECONDS_IN_MS;
    return true;
}

/* False: there is no place for it; it is counted why. */
static bool take_place(struct conn *c)
{
    struct limits *l = &c->net->limits;
    if (!limits_enter(l, &c->address, &c->hold))
        return false;
    if (!may_shake_hands(c)) {
        limits_leave(l, &c->hold);
        return false;
    }
    unasked_add(c->net->unasked, c);
    return true;
}

/* In words, if they cost less than what they save. */
static void refuse(struct conn *c)
{
    c->arena = arena_create();
    if (c->net->refusing >= REFUSING_MAX || !c->protocol->too_many(c)) {
        conn_close(c);
        return;
    }
    c->refusing = true;
    c->net->refusing++;
    transport_pause(&c->transport);
    conn_enter(c, CONN_RESPOND);
    conn_send(c);
}

void admission_go_on(struct conn *c)
{
    c->wait = 0;
    conn_enter(c, CONN_OPEN);
    transport_begin(&c->transport);
    transport_read(&c->transport);
    if (transport_has_begun(&c->transport))
        conn_look(c);
}

/* It is known whose it is. */
static void let_in(struct conn *c)
{
    conn_count_accepted(c);
    if (!take_place(c)) {
        refuse(c);
        return;
    }
    if (!c->wait) {
        admission_go_on(c);
        return;
    }
    transport_hold(&c->transport);
    net_arm(c->net, &c->deadline, c->wait);
}

void admission_begin(struct conn *c)
{
    struct limits *l = &c->net->limits;
    if (!limits_is_proxy(l, &c->address)) {
        let_in(c);
    } else if (limits_enter_proxy(l, &c->hold)) {
        transport_expect_proxy(&c->transport);
        conn_enter(c, CONN_OPEN);
        transport_read(&c->transport);
    } else {
        conn_count_accepted(c);
        refuse(c);
    }
}

/* From here on it counts for the client that the proxy has named. */
void admission_introduce(struct conn *c)
{
    struct transport *t = &c->transport;
    if (transport_awaits_proxy(t)) {
        if (t->stage == TRANSPORT_FAILED || t->stage == TRANSPORT_ENDED)
            conn_close(c);
        return;
    }
    c->quiet = t->proxy.is_own;
    if (t->proxy.has_source) {
        limits_leave(&c->net->limits, &c->hold);
        c->address = address_of_bytes(t->proxy.source, t->proxy.is_v6);
        let_in(c);
    } else {
        conn_count_accepted(c);
        admission_go_on(c);
    }
}

bool admission_make_room(void *context)
{
    struct net *net = context;
    struct conn *first = unasked_first_to_go(net->unasked, &net->limits);
    if (!first)
        return false;
    limits_refuse(&net->limits, LIMIT_GAVE_WAY);
    conn_close(first);
    limits_leave(&net->limits, &first->hold);
    return true;
}

int conn_must_wait(struct conn *c)
{
    return limits_ask(&c->net->limits, &c->hold, microseconds(c));
}
