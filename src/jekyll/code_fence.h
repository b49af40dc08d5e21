#ifndef JEKYLL_CODE_FENCE_H
#define JEKYLL_CODE_FENCE_H

#include "liquid/walk.h"

/* Writes INSIDE as fenced code that nothing in it can close, within the item or quote that the tag stands in. */
void code_fence_put(struct walk *, str language, const struct output *inside);

#endif
