#ifndef SITE_COLLECTION_LIST_H
#define SITE_COLLECTION_LIST_H

#include "site/site.h"

/* The collections of PAGES, by label, each with its documents as Jekyll orders them: by date, then by path, and those
 * without a date last, unless the generator of SITE sorts them. */
struct site_groups collection_list(const struct site *, const struct page *const *pages, size_t count, struct arena *);

#endif
