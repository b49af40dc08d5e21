#ifndef NET_STATUS_REPORT_H
#define NET_STATUS_REPORT_H

#include "base/buf.h"
#include "net/metrics.h"
#include "net/readership_report.h"

/* The figures of a running server. */
struct status_host {
    str name;
    bool served; /* false: its _config.yml has an error, and every request is refused */
    size_t posts;
    int64_t certificate_ends;  /* seconds since 1970; 0: unknown, or it has none */
    struct host_counts counts; /* since the start */
};

struct status_report {
    str version;
    int64_t now, started; /* seconds since 1970 */
    int64_t uptime;       /* seconds, even if the clock was set meanwhile */
    unsigned generation;
    bool replaced;                  /* another program is on the disk: a reload keeps this one */
    size_t workers, leaving;        /* of this generation, and of earlier ones that are still finishing */
    size_t connections;             /* open now */
    uint64_t index;                 /* bytes that the search indexes of all workers hold */
    size_t paused, paused_networks; /* addresses and networks that are refused at present (net/penalties.h) */
    struct metrics_sum sum;         /* since the start */
    const struct status_host *hosts;
    size_t host_count;
    const struct read_page *pages; /* the most read of the last day */
    size_t page_count;
};

/* The words that all formats use. */
extern const char *const status_handshakes[HANDSHAKES];
extern const char *const status_jobs[JOB_KINDS];
extern const char *const status_cached[CACHED];
extern const char *const status_limits[LIMITS];

enum { STATUS_NAME = 8 };
/* "20"; "ok" and "error" where there are no statuses. SCRATCH has STATUS_NAME bytes. */
const char *status_name(size_t protocol, size_t status, char *scratch);
/* The sum over all statuses. */
uint64_t status_requests(const struct metrics_sum *, size_t protocol);
int64_t status_days_left(const struct status_report *, const struct status_host *);

#endif
