#ifndef HUGO_SHORTCODE_SCOPE_H
#define HUGO_SHORTCODE_SCOPE_H

#include "base/effort.h"
#include "site/uses.h"

enum {
    SHORTCODE_TEXTS_MAX = 4,        /* files shown within a file */
    SHORTCODE_FILES_BYTES = 2 << 20 /* of other files for one page */
};

/* The surroundings of the shortcodes in one text. */
struct shortcode_scope {
    const struct page *page;
    struct uses *uses; /* records the pages that ref and relref name; may be NULL */
    struct arena *arena;
    struct diag *diag;        /* may be NULL */
    const struct data *front; /* the page's; may be NULL */
    int first_line;           /* of the text in the author's file */
    int root;                 /* of the capsule, for other files than the page's */
    int depth;                /* of the text: a file that another one's shortcode shows is one deeper */
    struct effort *effort;    /* the work for the page; NULL: it is not counted */
    size_t *budget;           /* bytes of other files that may still be read; NULL: none is */
};

#endif
