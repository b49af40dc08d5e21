#ifndef PLAIN_TITLE_H
#define PLAIN_TITLE_H

#include "base/arena.h"

/* The title that a text without front matter gives itself, in plain words; empty: none. */

/* The first "# " line, or where that is a date the next heading. */
str title_of_gemtext(str body, struct arena *);
/* The heading of the first level that BODY begins with. */
str title_of_markdown(str body, struct arena *);

#endif
