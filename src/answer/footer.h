#ifndef ANSWER_FOOTER_H
#define ANSWER_FOOTER_H

#include "render/menu.h"

/* The links at the end of a page: its neighbours, its tags, the same page elsewhere. */
void footer_put(struct menu *, const struct page *);
/* The same for a list at ADDRESS of pages of an EDITION, which the web does not have. */
void footer_put_elsewhere(struct menu *, const struct site *, size_t edition, str address);

#endif
