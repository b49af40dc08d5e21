#ifndef LIQUID_STRFTIME_H
#define LIQUID_STRFTIME_H

#include "base/arena.h"
#include "base/clock.h"

/* MOMENT as Ruby's Time#strftime writes it, in English in every locale. */
str moment_format(struct moment, str format, struct arena *);

#endif
