#ifndef ANSWER_NAVIGATION_H
#define ANSWER_NAVIGATION_H

#include "render/menu.h"

/* The links, in LANG, from any page of a language to its search, when there is one; from its home to all its lists; and
 * from that to the homes of the other languages. */
void navigation_put_search(struct menu *, const struct site *, size_t edition, str lang);
void navigation_put_lists(struct menu *, const struct site *, size_t edition, str lang);
void navigation_put_languages(struct menu *, const struct site *, size_t edition);

#endif
