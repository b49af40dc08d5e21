#ifndef MARKUP_INLINE_MOVE_H
#define MARKUP_INLINE_MOVE_H

#include "markup/parser.h"

/* Moves the inlines that CommonMark has made of LEAF's text to LEAF's node and turns marks into nodes. Content
 * nested deeper than renderers should go becomes plain text. */
void inline_move(struct parser *, const struct leaf *, cmark_node *paragraph);

#endif
