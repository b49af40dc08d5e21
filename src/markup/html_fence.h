#ifndef MARKUP_HTML_FENCE_H
#define MARKUP_HTML_FENCE_H

#include "base/arena.h"

/* Fenced code between tags, as {% highlight %} leaves it: what is in it is no HTML. */
struct html_fence {
    str language;
    str code;     /* verbatim, less the fence's indentation; each line with its end */
    size_t taken; /* bytes, both fences included */
};

/* Where the first fence of backticks begins in TEXT, at a line's start; STR_NONE: nowhere. */
size_t html_fence_find(str text);

/* The fence at the beginning of REST. False when nothing closes it; *UNCLOSED (0 at first) then remembers how many
 * backticks were looked for in vain, which keeps a run over many of them linear. */
bool html_fence_take(str rest, size_t *unclosed, struct arena *, struct html_fence *out);

#endif
