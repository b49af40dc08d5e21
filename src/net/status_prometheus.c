#include "net/status_write.h"

#include "net/protocols.h"
#include "protocol/spartan.h"

/* Text exposition format 0.0.4: each metric is announced once, and its samples stand together. */
static void announce(struct buf *out, const char *name, const char *type, const char *help)
{
    buf_printf(out, "# HELP splashdown_%s %s\n# TYPE splashdown_%s %s\n", name, help, name, type);
}

static void put_gauge(struct buf *out, const char *name, const char *help, uint64_t value)
{
    announce(out, name, "gauge", help);
    buf_printf(out, "splashdown_%s %llu\n", name, (unsigned long long)value);
}

static void put_counters(struct buf *out, const char *name, const char *help, const char *label, const uint64_t *values,
                         const char *const *names, size_t count)
{
    announce(out, name, "counter", help);
    for (size_t i = 0; i < count; i++)
        buf_printf(out, "splashdown_%s{%s=\"%s\"} %llu\n", name, label, names[i], (unsigned long long)values[i]);
}

/* A status that was never sent is left out, except the usual ones: a rate needs a 0 to start from. */
static bool is_shown(size_t protocol, size_t status, uint64_t n)
{
    return n || (protocol == NET_GEMINI    ? status == 20 || status == 51 || status == 59
                 : protocol == NET_SPARTAN ? status == SPARTAN_OK || status == SPARTAN_CLIENT_ERROR
                                           : status <= METRICS_STATUS_REFUSED);
}

static void put_requests(struct buf *out, const struct metrics_sum *sum)
{
    char scratch[STATUS_NAME];
    announce(out, "requests_total", "counter", "Requests answered.");
    for (size_t protocol = 0; protocol < NET_PROTOCOLS; protocol++) {
        for (size_t status = 0; status < METRICS_STATUSES; status++) {
            uint64_t n = sum->requests[protocol][status];
            if (is_shown(protocol, status, n))
                buf_printf(out, "splashdown_requests_total{protocol=\"%s\",status=\"%s\"} %llu\n",
                           net_protocol_names[protocol], status_name(protocol, status, scratch), (unsigned long long)n);
        }
    }
}

static void put_histogram(struct buf *out, const struct metrics_sum *sum, size_t protocol)
{
    const char *name = net_protocol_names[protocol];
    uint64_t so_far = 0;
    for (size_t i = 0; i < METRICS_BUCKETS; i++) {
        so_far += sum->durations[protocol][i];
        buf_printf(out, "splashdown_request_duration_seconds_bucket{protocol=\"%s\",le=\"%g\"} %llu\n", name,
                   metrics_bounds[i] / 1e6, (unsigned long long)so_far);
    }
    so_far += sum->durations[protocol][METRICS_BUCKETS];
    buf_printf(out, "splashdown_request_duration_seconds_bucket{protocol=\"%s\",le=\"+Inf\"} %llu\n", name,
               (unsigned long long)so_far);
    buf_printf(out, "splashdown_request_duration_seconds_sum{protocol=\"%s\"} %.6f\n", name,
               (double)sum->microseconds[protocol] / 1e6);
    buf_printf(out, "splashdown_request_duration_seconds_count{protocol=\"%s\"} %llu\n", name,
               (unsigned long long)so_far);
}

static void put_waiting(struct buf *out, const struct metrics_sum *sum)
{
    announce(out, "job_wait_seconds_total", "counter", "How long jobs waited before a thread began them.");
    for (size_t i = 0; i < JOB_KINDS; i++)
        buf_printf(out, "splashdown_job_wait_seconds_total{kind=\"%s\"} %.6f\n", status_jobs[i],
                   (double)sum->jobs_waited[i] / 1e6);
}

static void put_by_host(struct buf *out, const struct status_report *r, const char *name, bool bytes)
{
    for (size_t i = 0; i < r->host_count * NET_PROTOCOLS; i++) {
        const struct status_host *host = &r->hosts[i / NET_PROTOCOLS];
        size_t protocol = i % NET_PROTOCOLS;
        uint64_t n = bytes ? host->counts.bytes[protocol] : host->counts.requests[protocol];
        buf_printf(out, "splashdown_%s{host=\"%.*s\",protocol=\"%s\"} %llu\n", name, STR_ARG(host->name),
                   net_protocol_names[protocol], (unsigned long long)n);
    }
}

static void put_hosts(struct buf *out, const struct status_report *r)
{
    announce(out, "posts", "gauge", "Posts published.");
    for (size_t i = 0; i < r->host_count; i++)
        buf_printf(out, "splashdown_posts{host=\"%.*s\"} %zu\n", STR_ARG(r->hosts[i].name), r->hosts[i].posts);
    announce(out, "host_requests_total", "counter", "Requests answered for a host.");
    put_by_host(out, r, "host_requests_total", false);
    announce(out, "host_sent_bytes_total", "counter", "Bytes sent for a host, without those of TLS.");
    put_by_host(out, r, "host_sent_bytes_total", true);
    announce(out, "host_served", "gauge", "0: the capsule's _config.yml is in error, and every request is refused.");
    for (size_t i = 0; i < r->host_count; i++)
        buf_printf(out, "splashdown_host_served{host=\"%.*s\"} %d\n", STR_ARG(r->hosts[i].name), r->hosts[i].served);
    announce(out, "certificate_expiry_timestamp_seconds", "gauge", "When the certificate ends, since 1970.");
    for (size_t i = 0; i < r->host_count; i++)
        if (r->hosts[i].certificate_ends)
            buf_printf(out, "splashdown_certificate_expiry_timestamp_seconds{host=\"%.*s\"} %lld\n",
                       STR_ARG(r->hosts[i].name), (long long)r->hosts[i].certificate_ends);
}

static void put_paused(struct buf *out, const struct status_report *r)
{
    announce(out, "paused", "gauge", "Who is refused for now, for repeated misbehaviour.");
    buf_printf(out, "splashdown_paused{what=\"addresses\"} %zu\nsplashdown_paused{what=\"networks\"} %zu\n", r->paused,
               r->paused_networks);
}

void status_put_prometheus(struct buf *out, const struct status_report *r)
{
    const struct metrics_sum *sum = &r->sum;
    announce(out, "build_info", "gauge", "The version that runs.");
    buf_printf(out, "splashdown_build_info{version=\"%.*s\"} 1\n", STR_ARG(r->version));
    put_gauge(out, "start_time_seconds", "When the server started, since 1970.", (uint64_t)r->started);
    put_gauge(out, "program_replaced", "1: another version is on the disk, and a reload keeps this one.", r->replaced);
    put_gauge(out, "generation", "How often the workers were replaced, and one.", r->generation);
    put_gauge(out, "workers", "Workers that serve.", r->workers);
    put_gauge(out, "workers_leaving", "Workers of earlier generations that still finish.", r->leaving);
    put_gauge(out, "connections", "Connections open now.", r->connections);
    put_gauge(out, "search_index_bytes", "Memory that the search indexes of all workers hold.", r->index);
    put_counters(out, "connections_total", "Connections accepted.", "protocol", sum->connections, net_protocol_names,
                 NET_PROTOCOLS);
    put_requests(out, sum);
    put_counters(out, "sent_bytes_total", "Bytes of answers sent, without those of TLS.", "protocol", sum->bytes,
                 net_protocol_names, NET_PROTOCOLS);
    announce(out, "request_duration_seconds", "histogram", "From the whole request to the last byte of the answer.");
    for (size_t protocol = 0; protocol < NET_PROTOCOLS; protocol++)
        put_histogram(out, sum, protocol);
    put_counters(out, "tls_handshakes_total", "TLS handshakes.", "result", sum->handshakes, status_handshakes,
                 HANDSHAKES);
    put_counters(out, "tls_handshake_failures_total", "TLS handshakes that failed.", "reason", sum->failures,
                 metrics_failures, FAILURES);
    put_counters(out, "cache_requests_total", "Pages asked of the cache.", "result", sum->cached, status_cached,
                 CACHED);
    put_counters(out, "jobs_total", "Jobs queued for the threads.", "kind", sum->jobs, status_jobs, JOB_KINDS);
    put_waiting(out, sum);
    put_counters(out, "jobs_refused_total", "Jobs refused, since too many waited.", "kind", sum->jobs_refused,
                 status_jobs, JOB_KINDS);
    put_counters(out, "limit_hits_total", "Connections and requests refused by limits.", "limit", sum->limits,
                 status_limits, LIMITS);
    put_counters(out, "offences_total", "What counts against an address.", "kind", sum->offences, metrics_offences,
                 OFFENCES);
    put_paused(out, r);
    put_hosts(out, r);
}
