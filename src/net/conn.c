#include "net/conn.h"

#include "net/admission.h"
#include "net/answering.h"
#include "net/conn_count.h"
#include "net/held.h"
#include "net/memory.h"
#include "net/signing.h"
#include "net/unasked.h"

#include <assert.h>
#include <stdlib.h>

enum {
    FAIR_RATE = 1024, /* bytes per second: who takes fewer holds on to more than it gets */
    CHECKS = 4,       /* of that in the time allowed: a peer that never reads takes what its system keeps, at first */
    FLUSH_MS = 2000,  /* for the peer to take the last bytes and close */
    FLUSH_MAX = 1 << 20, /* bytes to throw away meanwhile */
    HURRY_MS = 1000      /* for a request to arrive once the worker is to end */
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

void conn_enter(struct conn *c, enum conn_state state)
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

void conn_close(struct conn *c)
{
    end_request(c);
    unasked_remove(c->net->unasked, c);
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
        conn_close(c);
        return;
    }
    conn_enter(c, CONN_FLUSH);
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
        conn_close(c);
        break;
    case ANSWER_WAITS:
        break;
    }
}

void conn_send(struct conn *c)
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
    conn_send(c);
}

static void respond(struct conn *c)
{
    transport_pause(&c->transport);
    unasked_remove(c->net->unasked, c);
    c->answered = true;
    c->began = conn_microseconds();
    conn_count_cache(c);
    c->snapshot = snapshot_ref(c->net->snapshot);
    conn_enter(c, CONN_RESPOND);
    if (c->response.body == BODY_JOB)
        start_job(c);
    else
        conn_send(c);
}

/* There will be no request; a TLS alert may still be on its way. */
static void give_up(struct conn *c)
{
    if (c->transport.wire_ended || transport_is_writing(&c->transport))
        conn_close(c);
    else
        flush(c);
}

/* A line that has an end is none that misbehaves, whatever it says. */
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
        respond(c);
    else if (c->transport.stage == TRANSPORT_ENDED)
        give_up(c);
}

/* ---- events */

static struct conn *conn_of(struct transport *t)
{
    return (struct conn *)((char *)t - offsetof(struct conn, transport));
}

void conn_look(struct conn *c)
{
    struct transport *t = &c->transport;
    switch (c->state) {
    case CONN_OPEN:
        if (!transport_has_begun(t) || transport_awaits_proxy(t)) {
            admission_introduce(c);
            break;
        }
        conn_enter(c, c->protocol->name == NET_GEMINI ? CONN_HANDSHAKE : CONN_REQUEST);
        conn_look(c);
        break;
    case CONN_HANDSHAKE:
        conn_count_handshake(c);
        if (t->stage == TRANSPORT_FAILED) {
            give_up(c);
        } else if (t->stage != TRANSPORT_OPENING) {
            conn_enter(c, CONN_REQUEST);
            conn_look(c);
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
    conn_look(conn_of(t));
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
        if (c->wait) {
            admission_go_on(c);
            break;
        }
        conn_count_timeout(c);
        conn_close(c);
        break;
    case CONN_RESPOND:
    case CONN_FLUSH:
        c->stalls = moves(c) ? 0 : c->stalls + 1;
        if (c->stalls == CHECKS)
            conn_close(c);
        else
            net_arm(c->net, &c->deadline, time_for(c));
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
    admission_begin(c);
}

void conn_hurry(struct conn *c)
{
    if (c->state < CONN_RESPOND && c->deadline.at > net_now(c->net) + HURRY_MS)
        net_arm(c->net, &c->deadline, HURRY_MS);
}

void conn_abort(struct conn *c)
{
    if (c->state != CONN_CLOSED)
        conn_close(c);
}
