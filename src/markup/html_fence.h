#ifndef MARKUP_HTML_FENCE_H
#define MARKUP_HTML_FENCE_H

#include "base/arena.h"

/* Fenced code between tags, as {% highlight %} leaves it; its content is not HTML. */
struct html_fence {
    str language;
    str code;     /* verbatim, without the fence's indentation; each line with its end */
    size_t taken; /* bytes, both fences included */
};

/* The offset of the first line of TEXT that begins with a fence of backticks; STR_NONE: there is none. */
size_t html_fence_find(str text);

/* Takes the fence at the beginning of REST. False when nothing closes it; *UNCLOSED (0 at first) then remembers the
 * number of backticks searched for in vain, which keeps a pass over many fences linear. */
bool html_fence_take(str rest, size_t *unclosed, struct arena *, struct html_fence *out);

#endif
