#include "net/status_report.h"

#include <stdio.h>

enum { DAY = 86400 };

const char *const status_handshakes[HANDSHAKES] = {"full", "resumed", "failed"};
const char *const status_jobs[JOB_KINDS] = {"page", "search", "file"};
const char *const status_cached[CACHED] = {"hit", "miss"};
const char *const status_limits[LIMITS] = {"connections",           "per_address", "per_network", "requests_per_second",
                                           "handshakes_per_second", "paused",      "gave_way"};

const char *status_name(size_t protocol, size_t status, char *scratch)
{
    if (!metrics_has_statuses((enum net_protocol)protocol))
        return status == METRICS_STATUS_REFUSED ? "error" : "ok";
    snprintf(scratch, STATUS_NAME, "%zu", status % METRICS_STATUSES);
    return scratch;
}

uint64_t status_requests(const struct metrics_sum *counted, size_t protocol)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < METRICS_STATUSES; i++)
        sum += counted->requests[protocol][i];
    return sum;
}

int64_t status_days_left(const struct status_report *r, const struct status_host *host)
{
    return (host->certificate_ends - r->now) / DAY;
}
