#ifndef SITE_TODAY_H
#define SITE_TODAY_H

#include "site/site.h"
#include "site/uses.h"

/* The moment that a text of SITE takes for the present: the beginning of the day on the capsule's own clock, so that a
 * page is made once a day; where the same capsule must give the same bytes (feeds, exports), the time of its newest
 * post. USES (may be NULL) records it. Sets *IS_DAY. */
struct moment site_today(const struct site *, struct uses *, bool *is_day);

/* True when SITE was asked for its day, and that is over by NOW. */
bool site_day_is_over(const struct site *, int64_t now);

#endif
