#ifndef SITE_PERIOD_H
#define SITE_PERIOD_H

#include "site/site.h"

/* The main posts of a month or a day, NAME "2024/05" or "2024/05/01", newest first, each by its own zone. NULL: there
 * are none, or NAME is something else. Lives in ARENA. */
const struct site_group *site_period(const struct site *, str name, struct arena *);

#endif
