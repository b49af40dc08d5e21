#ifndef BASE_ZONE_RULE_H
#define BASE_ZONE_RULE_H

#include "base/str.h"

/* A POSIX TZ string (XBD 8.3, with the hours of RFC 8536 §3.3.1): the rule in a TZif file for the time after its
 * table. */
enum zone_day { ZONE_DAY_JULIAN, ZONE_DAY_ZERO, ZONE_DAY_MONTH }; /* Jn, n, Mm.w.d */

struct zone_change {
    enum zone_day kind;
    int month, week, day; /* MONTH and WEEK only for Mm.w.d */
    int time;             /* seconds after local midnight, may be negative */
};

struct zone_rule {
    int standard, saving; /* seconds east of UTC */
    bool has_saving;
    struct zone_change start, end; /* of the time with SAVING */
};

/* Parses TZ; false when it is not such a string. A saving time without dates changes by the rules of the United
 * States. */
bool zone_rule_parse(str tz, struct zone_rule *);
int zone_rule_offset(const struct zone_rule *, int64_t seconds); /* seconds east of UTC */

#endif
