#include "net/conn.h"

#include <assert.h>

enum {
    FLUSH_MS = 2000,  /* for the peer to take the last bytes and close */
    UPLOAD_MS = 5000, /* for the one that first has a body to send */
    HURRY_MS = 1000,  /* for a request to arrive once the worker is to end */
    MICROSECONDS_IN_MS = 1000
};

uint64_t conn_time(const struct conn *c)
{
    const struct net_limits *bounds = &c->net->options->limits;
    switch (c->state) {
    case CONN_OPEN:
    case CONN_HANDSHAKE:
    case CONN_REQUEST:
        return (uint64_t)bounds->request_timeout_ms;
    case CONN_RESPOND:
        return (uint64_t)bounds->write_timeout_ms / CONN_CHECKS;
    case CONN_FLUSH:
    case CONN_CLOSED:
        return (c->uploads ? UPLOAD_MS : FLUSH_MS) / CONN_CHECKS;
    }
    return 0;
}

void conn_hurry(struct conn *c)
{
    if (c->state < CONN_RESPOND && c->deadline.at > net_now(c->net) + HURRY_MS)
        net_arm(c->net, &c->deadline, HURRY_MS);
}

void conn_enter(struct conn *c, enum conn_state state)
{
    assert(state > c->state || state == CONN_OPEN);
    c->state = state;
    c->delivered = 0;
    c->stalls = 0;
    net_arm(c->net, &c->deadline, conn_time(c));
    if (state < CONN_RESPOND && c->net->draining)
        conn_hurry(c);
}

int64_t conn_now_us(const struct conn *c)
{
    return (int64_t)net_now(c->net) * MICROSECONDS_IN_MS;
}

int conn_must_wait(struct conn *c)
{
    return limits_ask(&c->net->limits, &c->lease, conn_now_us(c));
}
