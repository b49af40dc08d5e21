#ifndef SITE_TEMPLATE_PAGES_H
#define SITE_TEMPLATE_PAGES_H

#include "site/snapshot.h"

/* Asks the generator about each page that may be a template. True when that changes which of them are withdrawn: the
 * site must be put together anew. */
bool template_pages_settle(struct site *, int root);

/* The withdrawn template with any of the names that it would have as a page; PATH is decoded and begins with '/'.
 * NULL: none. */
const struct page *template_page_find(const struct site *, str path);

/* All withdrawn ones, by source path. */
const struct page *const *template_pages(const struct site *, size_t *count);

#endif
