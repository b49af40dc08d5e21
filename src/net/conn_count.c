#include "net/conn_count.h"

#include "base/clock.h"
#include "net/penalties.h"

enum { MICROSECONDS_IN_MS = 1000, NANOSECONDS_IN_US = 1000 };

uint64_t conn_microseconds(void)
{
    return uv_hrtime() / NANOSECONDS_IN_US;
}

static const char *const cache_words[] = {[CACHE_NONE] = NULL, [CACHE_HIT] = "hit", [CACHE_MISS] = "miss"};

static struct metrics *metrics_of(const struct conn *c)
{
    return &c->net->options->shared->slots[c->net->options->slot]->metrics;
}

static int status_of(const struct conn *c)
{
    if (!metrics_has_statuses(c->protocol->name))
        return c->response.refused ? METRICS_STATUS_REFUSED : METRICS_STATUS_FINE;
    return c->response.status;
}

/* The reader has got what was asked for. */
static bool is_fine(const struct conn *c)
{
    switch (c->protocol->name) {
    case NET_GEMINI:
        return c->response.status == GEMINI_OK;
    case NET_SPARTAN:
        return c->response.status == SPARTAN_OK;
    default:
        return !c->response.refused;
    }
}

static void count_reading(const struct conn *c, int64_t now)
{
    const struct net_options *options = c->net->options;
    const struct asked *asked = &c->response.asked;
    struct readership *readers = &options->shared->slots[options->slot]->readers;
    if (!asked->host.n)
        return;
    readership_count_host(readers, readership_name(options->shared->key, asked->host, STR("")), c->protocol->name,
                          c->sent);
    if (asked->page.n && is_fine(c))
        readership_count_page(readers, readership_name(options->shared->key, asked->host, asked->page),
                              readership_hour(now));
}

void conn_count_request(struct conn *c)
{
    uint64_t took = conn_microseconds() - c->began;
    const struct access_line line = {.time = clock_now(),
                                     .address = &c->address,
                                     .protocol = c->protocol->name,
                                     .path = c->response.asked.path,
                                     .host = c->response.asked.host,
                                     .cache = cache_words[c->cache],
                                     .status = c->response.status,
                                     .bytes = c->sent,
                                     .milliseconds = took / MICROSECONDS_IN_MS};
    c->answered = false;
    if (c->quiet)
        return;
    net_log(c->net, &line);
    metrics_request(metrics_of(c), c->protocol->name, status_of(c), c->sent, took);
    count_reading(c, line.time);
}

void conn_count_accepted(const struct conn *c)
{
    if (!c->quiet)
        metrics_add(&metrics_of(c)->connections[c->protocol->name], 1);
}

void conn_count_cache(const struct conn *c)
{
    if (c->quiet)
        return;
    switch (c->response.cache) {
    case CACHE_HIT:
        metrics_add(&metrics_of(c)->cached[CACHED_HIT], 1);
        break;
    case CACHE_MISS:
        metrics_add(&metrics_of(c)->cached[CACHED_MISS], 1);
        break;
    case CACHE_NONE:
        break;
    }
}

void conn_count_offence(const struct conn *c, enum metrics_offence kind)
{
    const struct net_options *options = c->net->options;
    if (!c->lease.who)
        return;
    metrics_add(&metrics_of(c)->offences[kind], 1);
    penalties_add(options->shared, options->slot, c->lease.who, kind == OFFENCE_LEFT ? PENALTY_SMALL : PENALTY,
                  (int64_t)net_now(c->net) * MICROSECONDS_IN_MS);
}

/* FAILURES: it has not failed. */
static enum metrics_failure failure_of(const struct transport *t)
{
    static const enum metrics_failure of_tls[TLS_FAILURES] = {
        [TLS_FINE] = FAILED_LEFT,
        [TLS_NOT_TLS] = FAILED_NOT_TLS,
        [TLS_UNSUPPORTED] = FAILED_UNSUPPORTED,
        [TLS_CERTIFICATE] = FAILED_CERTIFICATE,
        [TLS_REFUSED] = FAILED_REFUSED,
        [TLS_UNSIGNED] = FAILED_UNSIGNED,
        [TLS_MALFORMED] = FAILED_MALFORMED,
    };
    bool left = t->stage == TRANSPORT_ENDED && t->wire_ended;
    return t->stage == TRANSPORT_FAILED || left ? of_tls[tls_failure(t->tls)] : FAILURES;
}

/*
 * A fault of ours is not the client's, and a client that rejects our certificate has reasons of its own. OFFENCES: not
 * an offence.
 */
static enum metrics_offence offence_of(enum metrics_failure why)
{
    switch (why) {
    case FAILED_NOT_TLS:
    case FAILED_UNSUPPORTED:
    case FAILED_CERTIFICATE:
    case FAILED_MALFORMED:
        return OFFENCE_HANDSHAKE;
    case FAILED_LEFT:
        return OFFENCE_LEFT;
    case FAILED_TIMEOUT:
        return OFFENCE_TIMEOUT;
    case FAILED_REFUSED:
    case FAILED_UNSIGNED:
    case FAILURES:
        break;
    }
    return OFFENCES;
}

static void count_failure(const struct conn *c, enum metrics_failure why)
{
    const struct access_line line = {
        .time = clock_now(), .address = &c->address, .protocol = c->protocol->name, .failure = metrics_failures[why]};
    metrics_add(&metrics_of(c)->handshakes[HANDSHAKE_FAILED], 1);
    metrics_add(&metrics_of(c)->failures[why], 1);
    if (offence_of(why) != OFFENCES)
        conn_count_offence(c, offence_of(why));
    if (c->net->options->log.handshakes && access_log_samples(&c->net->log, net_now(c->net)))
        net_log(c->net, &line);
}

void conn_count_handshake(const struct conn *c)
{
    const struct transport *t = &c->transport;
    if (t->stage == TRANSPORT_OPENING || !t->tls || c->quiet)
        return;
    enum metrics_failure why = failure_of(t);
    if (why != FAILURES)
        count_failure(c, why);
    else
        metrics_add(&metrics_of(c)->handshakes[tls_resumed(t->tls) ? HANDSHAKE_RESUMED : HANDSHAKE_FULL], 1);
}

/* A worker that is ending has less patience than was promised. */
void conn_count_timeout(const struct conn *c)
{
    if (c->quiet || c->net->draining)
        return;
    if (c->state == CONN_HANDSHAKE)
        count_failure(c, FAILED_TIMEOUT);
    else
        conn_count_offence(c, OFFENCE_TIMEOUT);
}

void conn_count_breach(const struct conn *c)
{
    const struct tls *tls = c->transport.tls;
    if (tls && tls_failure(tls) != TLS_FINE && tls_failure(tls) != TLS_REFUSED)
        conn_count_offence(c, OFFENCE_HANDSHAKE);
}
