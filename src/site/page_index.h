#ifndef SITE_PAGE_INDEX_H
#define SITE_PAGE_INDEX_H

#include "site/page.h"

/* An index of pages by a key: a hash table of page numbers alone, since the keys stand in the pages. 8 bytes a page. */
typedef str page_key(const struct page *); /* empty: the page has none */

struct page_index {
    const struct page *const *pages;
    page_key *key_of;
    uint32_t *slots; /* number of a page + 1; 0: free */
    size_t capacity; /* a power of two; 0: the index is empty */
};

/* Makes room for COUNT pages of PAGES, which must outlive the index, as must the arena. */
void page_index_init(struct page_index *, const struct page *const *pages, size_t count, page_key *, struct arena *);
/* Adds page number I, unless another has its key: that one is returned. NULL: it was added, or has no key. */
const struct page *page_index_put(struct page_index *, size_t i);
/* Page I takes the place of the one that has its key. */
void page_index_replace(struct page_index *, size_t i);
const struct page *page_index_get(const struct page_index *, str key); /* NULL: none */

#endif
