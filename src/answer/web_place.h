#ifndef ANSWER_WEB_PLACE_H
#define ANSWER_WEB_PLACE_H

#include "site/site.h"

/* The address of PAGE on the author's own web site; empty: there is none that others can reach. */
str web_place_of(const struct page *, struct arena *);
/* The root of that: "https://example.org/blog". */
str web_place_root(const struct site *, struct arena *);

#endif
