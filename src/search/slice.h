#ifndef SEARCH_SLICE_H
#define SEARCH_SLICE_H

#include "search/index.h"

/* Extends the index by one slice: for MS milliseconds, and by LEAST easy pages however long those take; by at least
 * one page, so that each question makes progress. Returns how many of ALL pages are in it in their present version. */
size_t search_slice(struct index *, int root, const struct site *, int64_t ms, size_t least, size_t *all);

#endif
