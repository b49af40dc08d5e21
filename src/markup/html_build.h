#ifndef MARKUP_HTML_BUILD_H
#define MARKUP_HTML_BUILD_H

#include "markup/html_frame.h"

/* Makes blocks of HTML's elements and text in a row. Each block element is a frame; text opens a paragraph in it. */

void html_build_begin(struct html_builder *, struct parser *, cmark_node *parent, int depth, int line);
void html_build_text(struct html_builder *, str decoded);
void html_build_tag(struct html_builder *, const struct html_token *);
void html_build_code(struct html_builder *, str text, str language);
void html_build_more(struct html_builder *); /* the end of the excerpt */
/* Opens the leaf that inline content goes into, if none is open. */
void html_build_leaf(struct html_builder *);
void html_build_end(struct html_builder *);

#endif
