#ifndef MARKUP_INLINE_ABBREVIATION_H
#define MARKUP_INLINE_ABBREVIATION_H

#include "markup/inline_build.h"

/* Puts TEXT; words that "*[word]: meaning" explains become TREE_MARKED with the tag abbr. */
void inline_put_words(struct inline_builder *, str text);

#endif
