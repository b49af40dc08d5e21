#ifndef HUGO_IGNORE_H
#define HUGO_IGNORE_H

#include "base/arena.h"

/* One pattern of ignoreFiles: a regular expression of letters, escapes, dots, anchors and * + ?, without groups,
 * classes and alternatives. */
struct ignore;

/* NULL: PATTERN says more than that. */
const struct ignore *ignore_parse(str pattern, struct arena *);

/* True when PATTERN is found in TEXT. Linear. */
bool ignore_matches(const struct ignore *, str text);

#endif
