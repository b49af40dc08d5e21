#include "net/conn_count.h"

#include "base/clock.h"
#include "net/table.h"

enum { MICROSECONDS_IN_MS = 1000, NANOSECONDS_IN_US = 1000 };

uint64_t conn_microseconds(void)
{
    return uv_hrtime() / NANOSECONDS_IN_US;
}

static struct tally *tally_of(const struct conn *c)
{
    return &c->net->options->shared->slots[c->net->options->slot]->tally;
}

static int status_of(const struct conn *c)
{
    if (c->protocol->name == NET_GOPHER)
        return c->response.refused ? TALLY_STATUS_REFUSED : TALLY_STATUS_FINE;
    return c->response.status;
}

void conn_count_request(struct conn *c)
{
    uint64_t took = conn_microseconds() - c->began;
    const struct access_line line = {.time = clock_now(),
                                     .address = &c->address,
                                     .protocol = c->protocol->name,
                                     .path = c->response.log_path,
                                     .status = c->response.status,
                                     .bytes = c->sent,
                                     .milliseconds = took / MICROSECONDS_IN_MS};
    c->answered = false;
    net_log(c->net, &line);
    tally_request(tally_of(c), c->protocol->name, status_of(c), c->sent, took);
}

void conn_count_accepted(const struct conn *c)
{
    tally_add(&tally_of(c)->connections[c->protocol->name], 1);
}

void conn_count_cache(const struct conn *c)
{
    switch (c->response.cache) {
    case CACHE_HIT:
        tally_add(&tally_of(c)->cached[CACHED_HIT], 1);
        break;
    case CACHE_MISS:
        tally_add(&tally_of(c)->cached[CACHED_MISS], 1);
        break;
    case CACHE_NONE:
        break;
    }
}

void conn_count_handshake(const struct conn *c)
{
    const struct transport *t = &c->transport;
    if (t->stage == TRANSPORT_OPENING || !t->tls)
        return;
    bool failed = t->stage == TRANSPORT_FAILED || (t->stage == TRANSPORT_ENDED && t->wire_ended);
    enum tally_handshake how = tls_resumed(t->tls) ? HANDSHAKE_RESUMED : HANDSHAKE_FULL;
    tally_add(&tally_of(c)->handshakes[failed ? HANDSHAKE_FAILED : how], 1);
}
