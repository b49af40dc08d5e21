#ifndef NET_STATUS_WRITE_H
#define NET_STATUS_WRITE_H

#include "net/status_report.h"

/* One writer for each format. */

void status_put_text(struct buf *, const struct status_report *);
void status_put_json(struct buf *, const struct status_report *);
void status_put_prometheus(struct buf *, const struct status_report *);

#endif
