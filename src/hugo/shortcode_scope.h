#ifndef HUGO_SHORTCODE_SCOPE_H
#define HUGO_SHORTCODE_SCOPE_H

#include "site/uses.h"

/* The surroundings of the shortcodes in one text. */
struct shortcode_scope {
    const struct page *page;
    struct uses *uses; /* records the pages that ref and relref name; may be NULL */
    struct arena *arena;
    struct diag *diag;        /* may be NULL */
    const struct data *front; /* the page's; may be NULL */
    int first_line;           /* of the text in the author's file */
};

#endif
