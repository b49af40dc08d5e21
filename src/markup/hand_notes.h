#ifndef MARKUP_HAND_NOTES_H
#define MARKUP_HAND_NOTES_H

#include "markup/tree.h"

/* Footnotes that an author made of links and anchors by hand. A raised number that leads to an anchor becomes a
 * TREE_REF, the arrow back at a note's end goes. Returns the largest number, 0 when there is none. */
int hand_notes_settle(cmark_node *root, struct arena *);

#endif
