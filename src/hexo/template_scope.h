#ifndef HEXO_TEMPLATE_SCOPE_H
#define HEXO_TEMPLATE_SCOPE_H

#include "data/data.h"
#include "site/uses.h"

/* The surroundings of the tags in one text. */
struct template_scope {
    const struct page *page;
    int root;                 /* -1: of no capsule */
    const struct data *front; /* of the page; may be NULL */
    struct uses *uses;        /* may be NULL */
    struct arena *arena;
    struct diag *diag; /* may be NULL */
};

#endif
