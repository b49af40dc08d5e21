#ifndef SEARCH_SLICE_H
#define SEARCH_SLICE_H

#include "search/index.h"

/* A slice of the work of following a site: the index is brought on for MS milliseconds, and by LEAST easy pages however
 * long those take; by one page at least, so that each question brings it on. Returns how many of ALL pages are in it as
 * they are now. */
size_t search_slice(struct index *, int root, const struct site *, int64_t ms, size_t least, size_t *all);

#endif
