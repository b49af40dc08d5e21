#include "net/conn_events.h"

#include "net/admission.h"
#include "net/conn_close.h"
#include "net/conn_count.h"
#include "net/conn_respond.h"
#include "net/idle_conns.h"
#include "net/job.h"
#include "net/memory.h"
#include "net/signing.h"

#include <assert.h>
#include <stdlib.h>

enum {
    FAIR_RATE = 1024,   /* bytes per second: a slower peer holds more than it gets */
    FLUSH_MAX = 1 << 20 /* bytes to discard until the peer closes */
};

/* There will be no request; a TLS alert may still be on its way. */
static void give_up(struct conn *c)
{
    if (c->transport.wire_ended || transport_is_writing(&c->transport))
        conn_close(c);
    else
        conn_flush(c);
}

/* A line that ends is not misbehaviour, whatever it says. */
static bool is_endless(const struct conn *c, enum parse parsed)
{
    str line = buf_str(&c->transport.input);
    bool over = parsed == PARSE_BAD || (parsed == PARSE_MORE && c->transport.stage == TRANSPORT_ENDED);
    return over && line.n && !str_has_char(line, '\n');
}

static void read_request(struct conn *c)
{
    if (!c->arena)
        c->arena = arena_create();
    enum parse parsed = c->protocol->answer(c, buf_str(&c->transport.input));
    if (is_endless(c, parsed))
        conn_count_offence(c, OFFENCE_LINE);
    if (parsed != PARSE_MORE)
        conn_respond(c);
    else if (c->transport.stage == TRANSPORT_ENDED)
        give_up(c);
}

/* ---- events */

static void look(struct conn *c);

static void admit(struct conn *c, enum admission admission)
{
    switch (admission) {
    case ADMISSION_WAITS:
        break;
    case ADMISSION_BEGUN:
        look(c);
        break;
    case ADMISSION_REFUSED:
        conn_send(c);
        break;
    case ADMISSION_NEVER:
        conn_close(c);
        break;
    }
}

static struct conn *conn_of(struct transport *t)
{
    return (struct conn *)((char *)t - offsetof(struct conn, transport));
}

static void look(struct conn *c)
{
    struct transport *t = &c->transport;
    switch (c->state) {
    case CONN_OPEN:
        if (!transport_has_begun(t) || transport_awaits_proxy(t)) {
            admit(c, admission_introduce(c));
            break;
        }
        conn_enter(c, transport_is_secure(t) ? CONN_HANDSHAKE : CONN_REQUEST);
        look(c);
        break;
    case CONN_HANDSHAKE:
        conn_count_handshake(c);
        if (t->stage == TRANSPORT_FAILED) {
            give_up(c);
        } else if (t->stage != TRANSPORT_OPENING) {
            conn_enter(c, CONN_REQUEST);
            look(c);
        }
        break;
    case CONN_REQUEST:
        if (t->stage == TRANSPORT_FAILED) {
            conn_count_breach(c);
            give_up(c);
        } else {
            read_request(c);
        }
        break;
    case CONN_RESPOND:
        if (t->stage == TRANSPORT_FAILED)
            conn_close(c);
        break;
    case CONN_FLUSH:
        if (t->wire_ended || t->discarded > FLUSH_MAX)
            conn_close(c);
        break;
    case CONN_CLOSED:
        assert(false && "a closed connection receives nothing");
    }
}

static void received(struct transport *t)
{
    look(conn_of(t));
}

static void written(struct transport *t)
{
    struct conn *c = conn_of(t);
    switch (c->state) {
    case CONN_OPEN:
    case CONN_HANDSHAKE:
    case CONN_REQUEST: /* a flight of the handshake */
        break;
    case CONN_RESPOND:
        if (!c->job && !c->prefetch && !c->go_on.link)
            conn_send_more(c);
        break;
    case CONN_FLUSH:
    case CONN_CLOSED:
        assert(false && "all was written before");
    }
}

static void closed(struct transport *t)
{
    struct conn *c = conn_of(t);
    struct net *net = c->net;
    limits_leave(&net->limits, &c->lease);
    if (c->refusing)
        net->refusing--;
    if (c->wide)
        net->wide--;
    *c->link = c->next;
    if (c->next)
        c->next->link = c->link;
    free(c);
    net->conn_closed(net);
}

/* True when something is on its way, and the peer has taken it at a fair rate since the last check. */
static bool moves(struct conn *c)
{
    uint64_t before = c->delivered;
    c->delivered = transport_delivered(&c->transport);
    bool is_under_way = c->state == CONN_RESPOND ? !c->job && !c->prefetch : c->delivered < c->transport.written;
    return is_under_way && c->delivered - before >= FAIR_RATE * conn_time(c) / 1000;
}

static void expired(struct deadline *deadline)
{
    struct conn *c = (struct conn *)((char *)deadline - offsetof(struct conn, deadline));
    switch (c->state) {
    case CONN_OPEN:
    case CONN_HANDSHAKE:
    case CONN_REQUEST:
        if (c->wait) {
            admit(c, admission_go_on(c));
            break;
        }
        conn_count_timeout(c);
        conn_close(c);
        break;
    case CONN_RESPOND:
    case CONN_FLUSH:
        c->stalls = moves(c) ? 0 : c->stalls + 1;
        if (c->stalls == CONN_CHECKS && !c->job) {
            conn_close(c);
            break;
        }
        net_arm(c->net, &c->deadline, conn_time(c));
        if (c->stalls < CONN_CHECKS)
            break;
        c->stalls = 0;
        job_give_up(c->job);
        break;
    case CONN_CLOSED:
        assert(false && "a closed connection waits for nothing");
    }
}

/* ---- from outside */

void conn_accept(struct net *net, int fd, const struct sockaddr *peer, const struct conn_protocol *protocol, int port)
{
    static const struct transport_user user = {received, written, closed};
    struct conn *c = MEMORY_NEW(struct conn);
    c->net = net;
    c->protocol = protocol;
    c->port = port;
    c->response.fd = -1;
    c->deadline.expired = expired;
    c->go_on.run = conn_go_on;
    c->next = net->conns;
    c->link = &net->conns;
    if (c->next)
        c->next->link = &c->next;
    net->conns = c;
    transport_init(&c->transport, &net->loop, protocol->transport, &user, &net->scratch, net->options->tls,
                   signings_signer(net->signings));
    if (!transport_open(&c->transport, fd)) {
        conn_close(c);
        return;
    }
    address_of(peer, &c->address);
    admit(c, admission_begin(c));
}

void conn_abort(struct conn *c)
{
    if (c->state != CONN_CLOSED)
        conn_close(c);
}

bool conn_make_room(void *context)
{
    struct net *net = context;
    struct conn *first = idle_conns_victim(net->idle, &net->limits);
    if (!first)
        return false;
    limits_refuse(&net->limits, LIMIT_GAVE_WAY);
    conn_close(first);
    limits_leave(&net->limits, &first->lease);
    return true;
}
