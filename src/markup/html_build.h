#ifndef MARKUP_HTML_BUILD_H
#define MARKUP_HTML_BUILD_H

#include "markup/html_frame.h"

/* A builder of blocks from a sequence of HTML elements and text. Each block element is a frame; text opens a
 * paragraph in it. */

void html_build_begin(struct html_builder *, struct parser *, cmark_node *parent, int depth, int line);
void html_build_text(struct html_builder *, str decoded);
void html_build_tag(struct html_builder *, const struct html_token *);
void html_build_code(struct html_builder *, str text, str language);
void html_build_more(struct html_builder *); /* adds the end of the excerpt */
/* Opens the leaf that takes inline content, if none is open. */
void html_build_leaf(struct html_builder *);
void html_build_end(struct html_builder *);

#endif
