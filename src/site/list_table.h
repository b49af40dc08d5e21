#ifndef SITE_LIST_TABLE_H
#define SITE_LIST_TABLE_H

#include "site/site.h"

/* The lists that PAGES say they are in; COUNT of them, of which POSTS come first, newest first. A page that heads one
 * of its lists is that list's index, and none of its members. */
struct site_lists list_table(const struct page *const *pages, size_t posts, size_t count, struct arena *);

/* Ties pages that are translations of each other. */
void list_table_tie_translations(const struct page *const *pages, size_t count);

#endif
