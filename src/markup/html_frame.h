#ifndef MARKUP_HTML_FRAME_H
#define MARKUP_HTML_FRAME_H

#include "markup/html_index.h"
#include "markup/inline_build.h"

/* The nesting of HTML's block elements: which element may stand in which, which wrapper is added around one that
 * stands alone, and which ends where another begins. */

/* A builder of blocks from HTML's elements and text; see html_build.h. */
struct html_builder {
    struct parser *parser;
    struct html_frame {
        const struct html_tag *tag; /* NULL: the node that the builder began with */
        cmark_node *node;           /* the parent of the blocks in it */
    } frames[DEPTH_MAX + 1];
    int depth;    /* frames in use, not counting the first */
    int outside;  /* containers around the whole text */
    int line;     /* of the author's file */
    bool in_head; /* within the head of a table */
    bool in_foot; /* within its foot */

    cmark_node *leaf;  /* the open paragraph, heading or term; NULL: none */
    bool parsed_later; /* the leaf has no children yet: its text waits for the Markdown parser */
    struct inline_builder inlines;
    int borders;            /* block elements open within a link of the leaf */
    bool space, soft_break; /* white space seen; a line end within it */
};

struct html_frame *html_frame_innermost(struct html_builder *);
enum html_role html_frame_role(const struct html_frame *); /* HTML_DIV where the builder began */

/* Children of the innermost frame's node. */
cmark_node *html_frame_add_node(struct html_builder *, cmark_node_type);
cmark_node *html_frame_add_tree(struct html_builder *, enum tree_kind, struct tree_note **note);

/* The node to which blocks made elsewhere may be added now. */
cmark_node *html_frame_container(struct html_builder *);
/* Closes the open leaf, and removes it if it is empty. */
void html_frame_close_leaf(struct html_builder *);
/* Opens a frame for the block element TAG, and the elements it must stand in; false where the nesting is too deep or
 * makes no sense. TOKEN may be NULL. */
bool html_frame_open(struct html_builder *, const struct html_tag *, const struct html_token *);
/* Opens the elements that the innermost frame needs before an element of ROLE can stand in it. */
void html_frame_open_wrappers(struct html_builder *, enum html_role);
/* Closes the elements that end where an element of ROLE begins. */
void html_frame_close_implied(struct html_builder *, enum html_role);
/* Closes the innermost frame of TAG and everything in it; does nothing where there is none. */
void html_frame_close(struct html_builder *, const struct html_tag *);
void html_frame_close_all(struct html_builder *);

#endif
