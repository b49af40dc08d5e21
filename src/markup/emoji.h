#ifndef MARKUP_EMOJI_H
#define MARKUP_EMOJI_H

#include "markup/tree.h"

/* ":tada:" and friends in the text below ROOT, which is settled, become the character that they name. Addresses,
 * names that nobody knows and, unless CODE, code stay as they are. */
void emoji_settle(cmark_node *root, bool code, struct arena *);
/* The same in one text, which is returned itself when it has none. */
str emoji_in(str text, struct arena *);

#endif
