#ifndef HUGO_GLOB_H
#define HUGO_GLOB_H

#include "base/arena.h"

/* True when the whole PATH is what PATTERN means: * stays within a folder, unless the pattern has **. */
bool glob_matches(str pattern, str path, struct arena *);

#endif
