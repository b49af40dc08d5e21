#ifndef MARKUP_INLINE_MOVE_H
#define MARKUP_INLINE_MOVE_H

#include "markup/parser.h"

/* Moves the inlines that CommonMark has made of LEAF's text to LEAF's node, where its marks become nodes. What stands
 * deeper than the renderers should go is plain text. */
void inline_move(struct parser *, const struct leaf *, cmark_node *paragraph);

#endif
