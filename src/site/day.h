#ifndef SITE_DAY_H
#define SITE_DAY_H

#include "site/site.h"

/* The beginning of the day that SECONDS is in, on the capsule's own clock. */
struct moment site_day_of(const struct site *, int64_t seconds);

#endif
