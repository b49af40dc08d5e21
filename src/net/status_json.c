#include "net/status_write.h"

#include "net/protocols.h"
#include "uri/uri.h"

/* Names here are our own, or host names: nothing in them needs an escape. */
static void put_key(struct buf *out, const char *key, bool *follows)
{
    buf_printf(out, "%s\"%s\":", *follows ? "," : "", key);
    *follows = true;
}

static void put_number(struct buf *out, const char *key, uint64_t n, bool *follows)
{
    put_key(out, key, follows);
    buf_printf(out, "%llu", (unsigned long long)n);
}

static void put_numbers(struct buf *out, const char *key, const uint64_t *numbers, const char *const *names, size_t n)
{
    bool follows = false;
    buf_printf(out, ",\"%s\":{", key);
    for (size_t i = 0; i < n; i++)
        put_number(out, names[i], numbers[i], &follows);
    buf_put_char(out, '}');
}

static void put_durations(struct buf *out, const struct metrics_sum *sum, size_t protocol)
{
    uint64_t so_far = 0;
    buf_put(out, STR(",\"duration\":["));
    for (size_t i = 0; i < METRICS_BUCKETS; i++) {
        so_far += sum->durations[protocol][i];
        buf_printf(out, "%s{\"within_seconds\":%g,\"requests\":%llu}", i ? "," : "", metrics_bounds[i] / 1e6,
                   (unsigned long long)so_far);
    }
    buf_printf(out, "],\"duration_seconds\":%.6f", (double)sum->microseconds[protocol] / 1e6);
}

static void put_protocol(struct buf *out, const struct metrics_sum *sum, size_t protocol)
{
    char scratch[STATUS_NAME];
    bool follows = false;
    buf_printf(out, ",\"%s\":{", net_protocol_names[protocol]);
    put_number(out, "connections", sum->connections[protocol], &follows);
    put_number(out, "requests", status_requests(sum, protocol), &follows);
    put_number(out, "bytes", sum->bytes[protocol], &follows);
    buf_put(out, STR(",\"status\":{"));
    follows = false;
    for (size_t status = 0; status < METRICS_STATUSES; status++)
        if (sum->requests[protocol][status])
            put_number(out, status_name(protocol, status, scratch), sum->requests[protocol][status], &follows);
    buf_put_char(out, '}');
    put_durations(out, sum, protocol);
    buf_put_char(out, '}');
}

static void put_by_protocol(struct buf *out, const uint64_t numbers[NET_PROTOCOLS])
{
    bool follows = false;
    for (size_t i = 0; i < NET_PROTOCOLS; i++)
        put_number(out, net_protocol_names[i], numbers[i], &follows);
}

/* The path is percent-encoded, as in an address. */
static void put_most_read(struct buf *out, const struct status_report *r)
{
    struct arena *arena = arena_create();
    buf_put(out, STR(",\"most_read\":["));
    for (size_t i = 0; i < r->page_count; i++) {
        const struct read_page *p = &r->pages[i];
        str path = uri_encode_path(p->stem, arena);
        buf_printf(out, "%s{\"host\":\"%.*s\",\"path\":\"%.*s\",\"reads\":%llu}", i ? "," : "", STR_ARG(p->host),
                   STR_ARG(path), (unsigned long long)p->reads);
    }
    buf_put_char(out, ']');
    arena_destroy(arena);
}

static void put_host(struct buf *out, const struct status_report *r, const struct status_host *host)
{
    buf_printf(out, "{\"name\":\"%.*s\",\"served\":%s,\"posts\":%zu", STR_ARG(host->name),
               host->served ? "true" : "false", host->posts);
    buf_put(out, STR(",\"requests\":{"));
    put_by_protocol(out, host->counts.requests);
    buf_put(out, STR("},\"bytes\":{"));
    put_by_protocol(out, host->counts.bytes);
    buf_put_char(out, '}');
    if (host->certificate_ends)
        buf_printf(out, ",\"certificate_days_left\":%lld", (long long)status_days_left(r, host));
    buf_put_char(out, '}');
}

void status_put_json(struct buf *out, const struct status_report *r)
{
    const struct metrics_sum *sum = &r->sum;
    buf_printf(out, "{\"version\":\"%.*s\",\"started\":%lld,\"uptime_seconds\":%lld", STR_ARG(r->version),
               (long long)r->started, (long long)r->uptime);
    bool follows = true;
    buf_printf(out, ",\"program_replaced\":%s", r->replaced ? "true" : "false");
    put_number(out, "generation", r->generation, &follows);
    put_number(out, "workers", r->workers, &follows);
    put_number(out, "workers_leaving", r->leaving, &follows);
    put_number(out, "connections", r->connections, &follows);
    put_number(out, "search_index_bytes", r->index, &follows);
    for (size_t protocol = 0; protocol < NET_PROTOCOLS; protocol++)
        put_protocol(out, sum, protocol);
    put_numbers(out, "handshakes", sum->handshakes, status_handshakes, HANDSHAKES);
    put_numbers(out, "handshakes_failed", sum->failures, metrics_failures, FAILURES);
    put_numbers(out, "cache", sum->cached, status_cached, CACHED);
    put_numbers(out, "jobs", sum->jobs, status_jobs, JOB_KINDS);
    put_numbers(out, "jobs_waited_microseconds", sum->jobs_waited, status_jobs, JOB_KINDS);
    put_numbers(out, "jobs_refused", sum->jobs_refused, status_jobs, JOB_KINDS);
    put_numbers(out, "limits", sum->limits, status_limits, LIMITS);
    put_numbers(out, "offences", sum->offences, metrics_offences, OFFENCES);
    buf_printf(out, ",\"paused\":{\"addresses\":%zu,\"networks\":%zu}", r->paused, r->paused_networks);
    buf_put(out, STR(",\"hosts\":["));
    for (size_t i = 0; i < r->host_count; i++) {
        buf_put(out, i ? STR(",") : STR(""));
        put_host(out, r, &r->hosts[i]);
    }
    buf_put_char(out, ']');
    put_most_read(out, r);
    buf_put(out, STR("}\n"));
}
