#ifndef MARKUP_HTML_FRAME_H
#define MARKUP_HTML_FRAME_H

#include "markup/html_index.h"
#include "markup/inline_build.h"

/* The nesting of HTML's block elements: which may stand in which, what is put around one that stands alone, and which
 * ends where another begins. */

/* Blocks being made of HTML's elements and text; see html_build.h. */
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

struct html_frame *html_frame_innermost(struct html_builder *);
enum html_role html_frame_role(const struct html_frame *); /* HTML_DIV where the builder began */

/* Children of the innermost frame's node. */
cmark_node *html_frame_add_node(struct html_builder *, cmark_node_type);
cmark_node *html_frame_add_tree(struct html_builder *, enum tree_kind, struct tree_note **note);

/* The node that blocks of other making may be added to now. */
cmark_node *html_frame_container(struct html_builder *);
/* The leaf that is open is done, and gone where nothing is in it. */
void html_frame_close_leaf(struct html_builder *);
/* A frame of the block element TAG, with what it must stand in; false where the nesting is too deep or makes no sense.
 * TOKEN may be NULL. */
bool html_frame_open(struct html_builder *, const struct html_tag *, const struct html_token *);
/* Opens what the innermost frame needs before an element of ROLE can stand in it. */
void html_frame_open_wrappers(struct html_builder *, enum html_role);
/* Closes what ends where an element of ROLE begins. */
void html_frame_close_implied(struct html_builder *, enum html_role);
/* Closes the innermost frame of TAG and all in it; nothing where there is none. */
void html_frame_close(struct html_builder *, const struct html_tag *);
void html_frame_close_all(struct html_builder *);

#endif
