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
void inline_put_break(struct inline_builder *);                 /* a new line; before all else it breaks nothing */
void inline_put_border(struct inline_builder *); /* of a block: a new line, unless one begins there anyway */

/* Opens an element whose content goes into MADE (may be NULL), or where it would go without one. There are fewer than
 * INLINE_DEPTH_MAX. */
void inline_open(struct inline_builder *, str name, enum html_role, cmark_node *made);
/* Closes the innermost element of this name, in any case of letters, with all that is in it; false: none is open. */
bool inline_close(struct inline_builder *, str name);
void inline_close_last(struct inline_builder *); /* the innermost element; there is one */
/* Does what is put now go into a link or an image? */
bool inline_within_link(const struct inline_builder *);
bool inline_has(const struct inline_builder *, enum html_role); /* true when an element of ROLE is open */
void inline_end(struct inline_builder *);

#endif
