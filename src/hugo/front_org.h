#ifndef HUGO_FRONT_ORG_H
#define HUGO_FRONT_ORG_H

#include "data/data.h"

/* The front matter of an org file: the lines "#+KEY: value" that TEXT begins with, LINE being the author's number of
 * the first. REST gets what is behind them. NULL: there are none. Keys are in lower case. */
const struct data *front_org(str text, int line, str *rest, struct arena *);

#endif
