#ifndef CONTENT_INLINE_ABBREVIATION_H
#define CONTENT_INLINE_ABBREVIATION_H

#include "content/inline_build.h"

/* Puts TEXT, in which the words that "*[word]: meaning" explains become TREE_MARKED of the tag abbr. */
void inline_put_words(struct inline_builder *, str text);

#endif
