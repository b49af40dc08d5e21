#ifndef MARKUP_HTML_BUILD_H
#define MARKUP_HTML_BUILD_H

#include "markup/html_index.h"
#include "markup/inline_build.h"

/* Makes blocks of HTML's elements and text in a row. Each block element is a frame; text opens a paragraph in it. */
struct html_builder {
    struct parser *parser;
    struct html_frame {
        const struct html_tag *tag; /* NULL: where the builder began */
        cmark_node *node;           /* takes the blocks in it */
    } frames[DEPTH_MAX + 1];
    int depth;    /* frames in use, less the first */
    int outside;  /* containers around the whole */
    int line;     /* of the author's file */
    bool in_head; /* of a table */

    cmark_node *leaf;  /* the paragraph or heading that is open; NULL: none */
    bool parsed_later; /* the leaf has no children yet: its text waits for the Markdown parser */
    struct inline_builder inlines;
    int borders;            /* block elements open within a link of the leaf */
    bool space, soft_break; /* white space seen, with a line end in it */
};

void html_build_begin(struct html_builder *, struct parser *, cmark_node *parent, int depth, int line);
void html_build_text(struct html_builder *, str decoded);
void html_build_tag(struct html_builder *, const struct html_token *);
void html_build_code(struct html_builder *, str text, str language);
void html_build_more(struct html_builder *); /* the end of the excerpt */
/* Opens the leaf that inline content goes into, if none is open. */
void html_build_leaf(struct html_builder *);
/* The node that blocks of other making may be added to now. */
cmark_node *html_build_container(struct html_builder *);
void html_build_end(struct html_builder *);

#endif
