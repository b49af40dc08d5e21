#ifndef NET_STATUS_WRITE_H
#define NET_STATUS_WRITE_H

#include "net/status_report.h"

/* One writer for each format, and the words that all of them use. */

void status_put_text(struct buf *, const struct status_report *);
void status_put_json(struct buf *, const struct status_report *);
void status_put_prometheus(struct buf *, const struct status_report *);

extern const char *const status_protocols[TALLY_PROTOCOLS];
extern const char *const status_handshakes[HANDSHAKES];
extern const char *const status_jobs[JOB_KINDS];
extern const char *const status_cached[CACHED];
extern const char *const status_limits[LIMITS];

enum { STATUS_NAME = 8 };
/* "20", or "ok" and "error" of Gopher. SCRATCH has STATUS_NAME bytes. */
const char *status_name(size_t protocol, size_t status, char *scratch);
/* Of all statuses. */
uint64_t status_requests(const struct tally_sum *, size_t protocol);
int64_t status_days_left(const struct status_report *, const struct status_host *);

#endif
