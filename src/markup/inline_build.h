#ifndef MARKUP_INLINE_BUILD_H
#define MARKUP_INLINE_BUILD_H

#include "markup/html_token.h"
#include "markup/parser.h"

enum { INLINE_DEPTH_MAX = 32 }; /* elements within elements of one text; deeper ones leave only their content */

/* A builder of one node's children from a sequence of text, nodes and HTML tags. Elements left open are closed at
 * the end. */
struct inline_builder {
    struct parser *parser;
    cmark_node *top;
    int line; /* of the author's file, for DIAG */
    struct inline_frame {
        str name;
        enum html_role role;
        cmark_node *into; /* the node that takes its content */
        cmark_node *made; /* the node made of the element; NULL: none */
        int nested;       /* open elements of the same name within a dropped one */
    } frames[INLINE_DEPTH_MAX];
    int depth;
    bool dropping; /* the innermost frame's content is not shown */
};

void inline_begin(struct inline_builder *, struct parser *, cmark_node *top, int line);
void inline_put(struct inline_builder *, cmark_node *); /* takes ownership of the node */
void inline_put_text(struct inline_builder *, str);
void inline_put_type(struct inline_builder *, cmark_node_type); /* a node without content */
void inline_put_tag(struct inline_builder *, const struct html_token *);
/* Struck-out text, from "~~" to "~~". */
void inline_open_strike(struct inline_builder *);
void inline_close_strike(struct inline_builder *);
/* Does what is put now go into a link or an image? */
bool inline_within_link(const struct inline_builder *);
bool inline_has(const struct inline_builder *, enum html_role); /* true when an element of ROLE is open */
void inline_end(struct inline_builder *);

#endif
