#ifndef NET_STATUS_REPORT_H
#define NET_STATUS_REPORT_H

#include "base/buf.h"
#include "net/tally.h"

/* What a running server says of itself. */
struct status_host {
    str name;
    bool served; /* false: its _config.yml is in error, and every request is refused */
    size_t posts;
    int64_t certificate_ends; /* seconds since 1970; 0: unknown, or it has none */
};

struct status_report {
    str version;
    int64_t now, started; /* seconds since 1970 */
    int64_t uptime;       /* seconds, however the clock was set meanwhile */
    unsigned generation;
    size_t workers, leaving;        /* of this generation, and of earlier ones that still finish */
    size_t connections;             /* open now */
    size_t paused, paused_networks; /* addresses and networks that are refused for now (net/penalties.h) */
    struct tally_sum sum;           /* since the start */
    const struct status_host *hosts;
    size_t host_count;
};

/* For people; JSON, one object; or what Prometheus scrapes (text exposition format 0.0.4). */
enum status_format { STATUS_TEXT, STATUS_JSON, STATUS_PROMETHEUS, STATUS_FORMATS };

bool status_format_of(str name, enum status_format *); /* "text", "json", "prometheus" */
enum err status_report_put(struct buf *, const struct status_report *, enum status_format);

#endif
