#ifndef RENDER_FLOW_SPACE_H
#define RENDER_FLOW_SPACE_H

#include "base/arena.h"

/* TEXT with white space in place of its hard breaks. */
str flow_one_line(str text, struct arena *);
/* TEXT with its lines trimmed and no two empty ones in a row, none at either end. */
str flow_tidy(str text, struct arena *);

#endif
