#include "net/status_write.h"

#include "net/protocols.h"
#include "text/control.h"
#include "text/valid.h"
#include "uri/uri.h"

#include <stdio.h>
#include <string.h>

enum {
    DAY = 86400,
    HOUR = 3600,
    MINUTE = 60,
    US_IN_MS = 1000,
    US_IN_S = 1000000,
    LABEL = 32,
    WIDTH = 78,
    MEGABYTE = 1 << 20
};

static void put_uptime(struct buf *out, long long s)
{
    if (s >= DAY)
        buf_printf(out, "%lld d %lld h", s / DAY, s % DAY / HOUR);
    else if (s >= HOUR)
        buf_printf(out, "%lld h %lld min", s / HOUR, s % HOUR / MINUTE);
    else
        buf_printf(out, "%lld min %lld s", s / MINUTE, s % MINUTE);
}

static void put_head(struct buf *out, const struct status_report *r)
{
    buf_printf(out, "splashdown %.*s, up ", STR_ARG(r->version));
    put_uptime(out, r->uptime);
    buf_printf(out, ", generation %u, %zu %s", r->generation, r->workers, r->workers == 1 ? "worker" : "workers");
    if (r->leaving)
        buf_printf(out, " and %zu still finishing", r->leaving);
    buf_printf(out, ", %zu open %s\n", r->connections, r->connections == 1 ? "connection" : "connections");
    if (r->replaced)
        buf_put(out, STR("Another version is on the disk: a reload keeps this one running; restart the\n"
                         "server to run it (systemctl restart splashdown).\n"));
    buf_put_char(out, '\n');
}

/* Gemini and Gopher are named always, the others once they have been asked. */
static bool is_named(size_t protocol, uint64_t asked)
{
    return asked || protocol == NET_GEMINI || protocol == NET_GOPHER;
}

static void put_names(struct buf *out, const struct metrics_sum *sum)
{
    buf_printf(out, "%-16s", "");
    for (size_t protocol = 0; protocol < NET_PROTOCOLS; protocol++)
        if (is_named(protocol, sum->connections[protocol]))
            buf_printf(out, " %12s", net_protocol_names[protocol]);
    buf_put_char(out, '\n');
}

static void put_row(struct buf *out, const struct metrics_sum *sum, const char *label,
                    const uint64_t values[NET_PROTOCOLS])
{
    buf_printf(out, "%-16s", label);
    for (size_t protocol = 0; protocol < NET_PROTOCOLS; protocol++)
        if (is_named(protocol, sum->connections[protocol]))
            buf_printf(out, " %12llu", (unsigned long long)values[protocol]);
    buf_put_char(out, '\n');
}

/* The answers of all protocols that call STATUS as PROTOCOL does; false: an earlier one's row has them. */
static bool take_same(const struct metrics_sum *sum, size_t protocol, size_t status, uint64_t n[NET_PROTOCOLS])
{
    char scratch[STATUS_NAME], other[STATUS_NAME];
    const char *name = status_name(protocol, status, scratch);
    for (size_t i = 0; i < NET_PROTOCOLS; i++) {
        if (strcmp(name, status_name(i, status, other)) == 0)
            n[i] = sum->requests[i][status];
        if (i < protocol && n[i])
            return false;
    }
    return true;
}

static void put_requests(struct buf *out, const struct metrics_sum *sum)
{
    char label[LABEL], scratch[STATUS_NAME];
    uint64_t all[NET_PROTOCOLS];
    for (size_t protocol = 0; protocol < NET_PROTOCOLS; protocol++)
        all[protocol] = status_requests(sum, protocol);
    put_row(out, sum, "requests", all);
    for (size_t protocol = 0; protocol < NET_PROTOCOLS; protocol++) {
        for (size_t status = 0; status < METRICS_STATUSES; status++) {
            uint64_t n[NET_PROTOCOLS] = {0};
            snprintf(label, sizeof label, "  %s", status_name(protocol, status, scratch));
            if (sum->requests[protocol][status] && take_same(sum, protocol, status, n))
                put_row(out, sum, label, n);
        }
    }
}

static void name_bucket(size_t bucket, char *label)
{
    if (bucket == METRICS_BUCKETS)
        snprintf(label, LABEL, "  longer");
    else if (metrics_bounds[bucket] < US_IN_MS)
        snprintf(label, LABEL, "  within %u us", metrics_bounds[bucket]);
    else if (metrics_bounds[bucket] < US_IN_S)
        snprintf(label, LABEL, "  within %g ms", (double)metrics_bounds[bucket] / US_IN_MS);
    else
        snprintf(label, LABEL, "  within %g s", (double)metrics_bounds[bucket] / US_IN_S);
}

static void put_durations(struct buf *out, const struct metrics_sum *sum)
{
    char label[LABEL];
    buf_put(out, STR("answered\n"));
    for (size_t i = 0; i <= METRICS_BUCKETS; i++) {
        uint64_t n[NET_PROTOCOLS], any = 0;
        for (size_t protocol = 0; protocol < NET_PROTOCOLS; protocol++)
            any |= n[protocol] = sum->durations[protocol][i];
        name_bucket(i, label);
        if (any)
            put_row(out, sum, label, n);
    }
}

static void put_numbers(struct buf *out, const char *title, const uint64_t *numbers, const char *const *names, size_t n)
{
    buf_printf(out, "%s", title);
    for (size_t i = 0; i < n; i++)
        buf_printf(out, "%s %llu %s", i ? "," : "", (unsigned long long)numbers[i], names[i]);
    buf_put_char(out, '\n');
}

/* Events that never happened are left out. */
static void put_those(struct buf *out, const char *title, const uint64_t *numbers, const char *const *names, size_t n)
{
    size_t column = strlen(title), shown = 0;
    char item[LABEL * 2];
    buf_printf(out, "%s", title);
    for (size_t i = 0; i < n; i++) {
        if (!numbers[i])
            continue;
        int length =
            snprintf(item, sizeof item, "%s %llu %s", shown++ ? "," : "", (unsigned long long)numbers[i], names[i]);
        if (column + (size_t)length > WIDTH) {
            buf_put(out, STR(",\n "));
            column = 1;
            length = snprintf(item, sizeof item, " %llu %s", (unsigned long long)numbers[i], names[i]);
        }
        buf_printf(out, "%s", item);
        column += (size_t)length;
    }
    buf_put(out, shown ? STR("\n") : STR(" none\n"));
}

static void put_jobs(struct buf *out, const struct metrics_sum *sum)
{
    for (size_t i = 0; i < JOB_KINDS; i++) {
        uint64_t n = sum->jobs[i], each = n ? sum->jobs_waited[i] / n / US_IN_MS : 0;
        buf_printf(out, "%s jobs: %llu, waited %llu ms each, %llu refused\n", status_jobs[i], (unsigned long long)n,
                   (unsigned long long)each, (unsigned long long)sum->jobs_refused[i]);
    }
}

/* A name with control characters is shown as it would be in an address. */
static str shown(str path, struct arena *arena)
{
    return control_find(path) == path.n && text_is_valid(path) ? path : uri_encode_path(path, arena);
}

static void put_most_read(struct buf *out, const struct status_report *r)
{
    struct arena *arena = arena_create();
    buf_put(out, r->page_count ? STR("\nmost read in the last day\n") : STR(""));
    for (size_t i = 0; i < r->page_count; i++) {
        const struct read_page *p = &r->pages[i];
        str path = shown(p->stem, arena);
        buf_printf(out, "%10llu  %.*s%.*s\n", (unsigned long long)p->reads, STR_ARG(p->host), STR_ARG(path));
    }
    arena_destroy(arena);
}

static void put_host_requests(struct buf *out, const struct host_counts *c)
{
    uint64_t bytes = 0;
    for (size_t i = 0; i < NET_PROTOCOLS; i++) {
        bytes += c->bytes[i];
        if (is_named(i, c->requests[i]))
            buf_printf(out, "%s %llu on %s", i ? "," : "  requests:", (unsigned long long)c->requests[i],
                       net_protocol_titles[i]);
    }
    buf_printf(out, "; %.2f MB sent\n", (double)bytes / MEGABYTE);
}

static void put_host(struct buf *out, const struct status_report *r, const struct status_host *host)
{
    if (host->served)
        buf_printf(out, "%.*s: %zu %s", STR_ARG(host->name), host->posts, host->posts == 1 ? "post" : "posts");
    else
        buf_printf(out, "%.*s: not served until its _config.yml is fixed", STR_ARG(host->name));
    if (host->certificate_ends)
        buf_printf(out, ", certificate good for %lld days", (long long)status_days_left(r, host));
    buf_put_char(out, '\n');
    put_host_requests(out, &host->counts);
}

void status_put_text(struct buf *out, const struct status_report *r)
{
    const struct metrics_sum *sum = &r->sum;
    put_head(out, r);
    put_names(out, sum);
    put_row(out, sum, "connections", sum->connections);
    put_requests(out, sum);
    put_row(out, sum, "bytes", sum->bytes);
    put_durations(out, sum);
    buf_put_char(out, '\n');
    put_numbers(out, "handshakes:", sum->handshakes, status_handshakes, HANDSHAKES);
    put_those(out, "failed handshakes:", sum->failures, metrics_failures, FAILURES);
    put_numbers(out, "cache:", sum->cached, status_cached, CACHED);
    put_jobs(out, sum);
    if (r->index)
        buf_printf(out, "search index: %.2f MB, over all workers\n", (double)r->index / MEGABYTE);
    put_those(out, "refused by limits:", sum->limits, status_limits, LIMITS);
    put_those(out, "offences:", sum->offences, metrics_offences, OFFENCES);
    if (r->paused || r->paused_networks)
        buf_printf(out, "paused for now: %zu %s, %zu %s\n", r->paused, r->paused == 1 ? "address" : "addresses",
                   r->paused_networks, r->paused_networks == 1 ? "network" : "networks");
    for (size_t i = 0; i < r->host_count; i++)
        put_host(out, r, &r->hosts[i]);
    put_most_read(out, r);
}
