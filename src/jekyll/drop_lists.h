#ifndef JEKYLL_DROP_LISTS_H
#define JEKYLL_DROP_LISTS_H

#include "jekyll/template_scope.h"

/* Lists of Jekyll's besides those of posts and pages. */
struct value drop_files(const struct template_scope *, const struct value_world *); /* site.static_files */
struct value drop_collections(const struct site *, const struct value_world *);     /* site.collections, by label */
/* paginator: all posts on one page, in a trial; else it is told that only Jekyll knows it. */
struct value drop_paginator(const struct template_scope *, const struct value_world *);
struct value drop_documents(const struct site *,
                            const struct value_world *); /* posts, then the other collections as configured */

#endif
