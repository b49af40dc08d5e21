#ifndef HUGO_LAYOUT_H
#define HUGO_LAYOUT_H

#include "base/arena.h"
#include "base/clock.h"

/* What TOKEN, one part of a layout of Go's, "2006" or "Jan", is at the time AT. False: it is none. */
bool layout_part(str token, const struct civil *at, struct arena *, str *value);
/* LAYOUT, "January 2, 2006", with its parts filled in. */
str layout_fill(str layout, const struct civil *at, struct arena *);

#endif
