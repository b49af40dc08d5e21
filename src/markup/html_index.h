#ifndef MARKUP_HTML_INDEX_H
#define MARKUP_HTML_INDEX_H

#include "markup/html_token.h"

/* An index of the ends of the elements in a text. Made in one pass, so that looking up many elements does not read
 * the text again for each. */
struct html_index {
    str text;
    struct html_extent {
        size_t begin, inner;   /* offsets of the start tag and of the content after it */
        size_t inner_end, end; /* offsets of the end tag and of the text after it; both 0 when there is none */
        size_t outer;          /* index + 1 of the element of the same name that was open around this one */
    } * items;
    size_t count, capacity;
    struct html_scanner scanner; /* for callers that look at single tags of TEXT */
};

struct html_index *html_index_make(str text, struct arena *);
/* The element whose start tag begins at OFFSET; NULL when it has no end tag. */
const struct html_extent *html_index_find(const struct html_index *, size_t offset);

#endif
