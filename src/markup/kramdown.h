#ifndef MARKUP_KRAMDOWN_H
#define MARKUP_KRAMDOWN_H

#include "base/diag.h"
#include "base/mapped.h"
#include "markup/options.h"
#include "markup/tree.h"

/* Parses kramdown's Markdown (GFM input, as in Jekyll) into the settled tree of markup/tree.h. The root and all
 * notes live in the arena. Time is linear in the input; nesting is bounded, and deeper content is plain. */
cmark_node *markdown_parse(struct mapped in, const struct markdown_options *, struct arena *, struct diag *);

/* Parses a .html body into the same tree. */
cmark_node *html_parse(struct mapped in, const struct markdown_options *, struct arena *, struct diag *);

#endif
