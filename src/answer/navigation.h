#ifndef ANSWER_NAVIGATION_H
#define ANSWER_NAVIGATION_H

#include "render/menu.h"

/* The links from any page of a capsule to its search, when there is one, and from the home page to all its lists. */
void navigation_put_search(struct menu *, const struct site *, str lang);
void navigation_put_lists(struct menu *, const struct site *, str lang);

#endif
