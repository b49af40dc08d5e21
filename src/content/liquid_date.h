#ifndef CONTENT_LIQUID_DATE_H
#define CONTENT_LIQUID_DATE_H

#include "base/arena.h"
#include "base/clock.h"

/* MOMENT by the directives of strftime that Ruby knows, in English whatever the locale. */
str liquid_date(struct moment, str format, struct arena *);

#endif
