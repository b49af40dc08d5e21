#include "net/conn.h"

#include "net/answering.h"
#include "net/conn_count.h"
#include "net/held.h"
#include "net/memory.h"
#include "net/signing.h"

#include <assert.h>
#include <stdlib.h>

enum {
    FAIR_RATE = 1024, /* bytes per second: who takes fewer holds on to more than it gets */
    CHECKS = 4,       /* of that in the time allowed: a peer that never reads takes what its system keeps, at first */
    FLUSH_MS = 2000,  /* for the peer to take the last bytes and close */
    FLUSH_MAX = 1 << 20, /* bytes to throw away meanwhile */
    HURRY_MS = 1000,     /* for a request to arrive once the worker is to end */
    REFUSING_MAX = 64,   /* connections that are told that there are too many */
    MICROSECONDS_IN_MS = 1000
};

/* ---- states */

static uint64_t time_for(const struct conn *c)
{
    const struct net_limits *bounds = &c->net->options->limits;
    switch (c->state) {
    case CONN_OPEN:
    case CONN_HANDSHAKE:
    case CONN_REQUEST:
        return (uint64_t)bounds->request_timeout_ms;
    case CONN_RESPOND:
        return (uint64_t)bounds->write_timeout_ms / CHECKS;
    case CONN_FLUSH:
    case CONN_CLOSED:
        return FLUSH_MS / CHECKS;
    }
    return 0;
}

static void enter(struct conn *c, enum conn_state state)
{
    assert(state > c->state || state == CONN_OPEN);
    c->state = state;
    c->delivered = 0;
    c->stalls = 0;
    net_arm(c->net, &c->deadline, time_for(c));
    if (state < CONN_RESPOND && c->net->draining)
        conn_hurry(c);
}

/* What a request holds goes before its connection does. */
static void end_request(struct conn *c)
{
    if (c->answered)
        conn_count_request(c);
    job_abandon(c->job);
    c->job = NULL;
    warming_abandon(c->warming);
    c->warming = NULL;
    net_leave_queue(c);
    held_give(c);
    response_finish(&c->response);
    c->response = (struct response){.fd = -1};
    snapshot_unref(c->snapshot);
    c->snapshot = NULL;
    arena_destroy(c->arena);
    c->arena = NULL;
}

static void close_now(struct conn *c)
{
    end_request(c);
    c->state = CONN_CLOSED;
    deadline_disarm(&c->net->deadlines, &c->deadline);
    transport_close(&c->transport);
}

/* ---- the answer */

static void flush(struct conn *c)
{
    end_request(c);
    transport_end(&c->transport);
    if (c->transport.wire_ended) {
        close_now(c);
        return;
    }
    enter(c, CONN_FLUSH);
    transport_discard(&c->transport);
}

/* As much as can be sent now. */
static void send_more(struct conn *c)
{
    switch (answering_go_on(c)) {
    case ANSWER_SENT:
        flush(c);
        break;
    case ANSWER_BROKEN:
        close_now(c);
        break;
    case ANSWER_WAITS:
        break;
    }
}

static void send_response(struct conn *c)
{
    held_take(c);
    body_init(&c->body, &c->response);
    /* What is left of the handshake goes first. */
    if (!transport_is_writing(&c->transport))
        send_more(c);
}

void conn_go_on(struct conn *c)
{
    assert(c->state == CONN_RESPOND);
    send_more(c);
}

static void start_job(struct conn *c)
{
    struct job *job = c->response.job;
    c->asked = c->response.log_path;
    c->response.job = NULL;
    c->response.body = BODY_NONE;
    c->job = job_start(c, job);
    if (!c->job)
        conn_job_done(c);
}

void conn_job_done(struct conn *c)
{
    assert(c->state == CONN_RESPOND);
    c->stalls = 0;
    if (c->response.log_path.n == 0)
        c->response.log_path = c->asked;
    send_response(c);
}

static void respond(struct conn *c)
{
    transport_pause(&c->transport);
    c->answered = true;
    c->began = conn_microseconds();
    conn_count_cache(c);
    c->snapshot = snapshot_ref(c->net->snapshot);
    enter(c, CONN_RESPOND);
    if (c->response.body == BODY_JOB)
        start_job(c);
    else
        send_response(c);
}

/* There will be no request; a TLS alert may still be on its way. */
static void give_up(struct conn *c)
{
    if (c->transport.wire_ended || transport_is_writing(&c->transport))
        close_now(c);
    else
        flush(c);
}

static void read_request(struct conn *c)
{
    if (!c->arena)
        c->arena = arena_create();
    if (c->protocol->answer(c, buf_str(&c->transport.input)) != PARSE_MORE)
        respond(c);
    else if (c->transport.stage == TRANSPORT_ENDED)
        give_up(c);
}

/* ---- events */

static struct conn *conn_of(struct transport *t)
{
    return (struct conn *)((char *)t - offsetof(struct conn, transport));
}

static void refuse(struct conn *c)
{
    c->arena = arena_create();
    if (c->net->refusing >= REFUSING_MAX || !c->protocol->too_many(c)) {
        close_now(c);
        return;
    }
    c->refusing = true;
    c->net->refusing++;
    transport_pause(&c->transport);
    enter(c, CONN_RESPOND);
    send_response(c);
}

/* Whose connection it is, once the proxy has told: from here on it counts for that client. False: it has not told yet,
 * or nothing of the client's has come, or this is the end. */
static bool is_introduced(struct conn *c)
{
    struct transport *t = &c->transport;
    if (transport_awaits_proxy(t)) {
        if (t->stage == TRANSPORT_FAILED || t->stage == TRANSPORT_ENDED)
            close_now(c);
        return false;
    }
    c->proxied = false;
    if (t->proxy.has_source) {
        limits_leave(&c->net->limits, &c->hold);
        c->address = address_of_bytes(t->proxy.source, t->proxy.is_v6);
        if (!limits_enter(&c->net->limits, &c->address, &c->hold)) {
            refuse(c);
            return false;
        }
    }
    return t->stage != TRANSPORT_OPENING || t->tls;
}

static void received(struct transport *t)
{
    struct conn *c = conn_of(t);
    switch (c->state) {
    case CONN_OPEN:
        if (c->proxied && !is_introduced(c))
            break;
        enter(c, c->protocol->name == NET_GEMINI ? CONN_HANDSHAKE : CONN_REQUEST);
        received(t);
        break;
    case CONN_HANDSHAKE:
        conn_count_handshake(c);
        if (t->stage == TRANSPORT_FAILED) {
            give_up(c);
        } else if (t->stage != TRANSPORT_OPENING) {
            enter(c, CONN_REQUEST);
            received(t);
        }
        break;
    case CONN_REQUEST:
        if (t->stage == TRANSPORT_FAILED)
            give_up(c);
        else
            read_request(c);
        break;
    case CONN_RESPOND:
        if (t->stage == TRANSPORT_FAILED)
            close_now(c);
        break;
    case CONN_FLUSH:
        if (t->wire_ended || t->discarded > FLUSH_MAX)
            close_now(c);
        break;
    case CONN_CLOSED:
        assert(false && "a closed connection receives nothing");
    }
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
        if (!c->job && !c->warming && !c->queue)
            send_more(c);
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
    limits_leave(&net->limits, &c->hold);
    if (c->refusing)
        net->refusing--;
    if (c->wide)
        net->wide--;
    *c->link = c->next;
    if (c->next)
        c->next->link = c->link;
    free(c);
    net_conn_closed(net);
}

/* Whether there is something on its way, and the peer has taken it at a fair rate since the last check. */
static bool moves(struct conn *c)
{
    uint64_t before = c->delivered;
    c->delivered = transport_delivered(&c->transport);
    bool is_under_way = c->state == CONN_RESPOND ? !c->job && !c->warming : c->delivered < c->transport.written;
    return is_under_way && c->delivered - before >= FAIR_RATE * time_for(c) / 1000;
}

static void expired(struct deadline *deadline)
{
    struct conn *c = (struct conn *)((char *)deadline - offsetof(struct conn, deadline));
    switch (c->state) {
    case CONN_OPEN:
    case CONN_HANDSHAKE:
    case CONN_REQUEST:
        close_now(c);
        break;
    case CONN_RESPOND:
    case CONN_FLUSH:
        c->stalls = moves(c) ? 0 : c->stalls + 1;
        if (c->stalls == CHECKS)
            close_now(c);
        else
            net_arm(c->net, &c->deadline, time_for(c));
        break;
    case CONN_CLOSED:
        assert(false && "a closed connection waits for nothing");
    }
}

/* ---- from outside */

int conn_must_wait(struct conn *c)
{
    return limits_ask(&c->net->limits, &c->hold, (int64_t)net_now(c->net) * MICROSECONDS_IN_MS);
}

static bool is_within_limits(struct conn *c)
{
    struct limits *l = &c->net->limits;
    c->proxied = limits_is_proxy(l, &c->address);
    return c->proxied ? limits_enter_proxy(l, &c->hold) : limits_enter(l, &c->address, &c->hold);
}

void conn_accept(struct net *net, int fd, const struct sockaddr *peer, const struct conn_protocol *protocol, int port)
{
    static const struct transport_user user = {received, written, closed};
    struct conn *c = MEMORY_NEW(struct conn);
    c->net = net;
    c->protocol = protocol;
    c->port = port;
    c->response.fd = -1;
    c->deadline.expired = expired;
    c->next = net->conns;
    c->link = &net->conns;
    if (c->next)
        c->next->link = &c->next;
    net->conns = c;
    transport_init(&c->transport, &net->loop, protocol->transport, &user, &net->scratch, net->options->tls,
                   signings_signer(net->signings));
    if (!transport_open(&c->transport, fd)) {
        close_now(c);
        return;
    }
    conn_count_accepted(c);
    address_of(peer, &c->address);
    if (!is_within_limits(c)) {
        refuse(c);
        return;
    }
    if (c->proxied)
        transport_expect_proxy(&c->transport);
    enter(c, CONN_OPEN);
    transport_read(&c->transport);
}

void conn_hurry(struct conn *c)
{
    if (c->state < CONN_RESPOND && c->deadline.at > net_now(c->net) + HURRY_MS)
        net_arm(c->net, &c->deadline, HURRY_MS);
}

void conn_abort(struct conn *c)
{
    if (c->state != CONN_CLOSED)
        close_now(c);
}
