#ifndef NET_STATUS_FORMAT_H
#define NET_STATUS_FORMAT_H

#include "net/status_report.h"

/* A report for people; as JSON, one object; or as Prometheus scrapes it (text exposition format 0.0.4). */
enum status_format { STATUS_TEXT, STATUS_JSON, STATUS_PROMETHEUS, STATUS_FORMATS };

bool status_format_of(str name, enum status_format *); /* "text", "json", "prometheus" */
enum err status_format_put(struct buf *, const struct status_report *, enum status_format);

#endif
