#ifndef MARKUP_KRAMDOWN_H
#define MARKUP_KRAMDOWN_H

#include "base/diag.h"
#include "base/mapped.h"
#include "markup/options.h"
#include "markup/tree.h"

/* kramdown's Markdown (GFM input as Jekyll has it) to the settled tree of markup/tree.h. The root and all notes live
 * in the arena. Time is linear in the input; nesting is bounded with a plain result. */
cmark_node *markdown_parse(struct mapped in, const struct markdown_options *, struct arena *, struct diag *);

/* A .html body to the same tree. */
cmark_node *html_parse(struct mapped in, const struct markdown_options *, struct arena *, struct diag *);

#endif
