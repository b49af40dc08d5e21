#ifndef MARKUP_SETTLE_H
#define MARKUP_SETTLE_H

#include "markup/tree.h"

/*
 * The last pass over a tree: adjacent TEXT nodes become one, soft breaks between CJK characters are removed, and the
 * soft breaks of speakers' lines, with HARD_WRAP all soft breaks, become LINEBREAKs.
 *
 * A speaker's line is the same first line of at most 40 columns, without closing punctuation, that opens three or more
 * paragraphs and is followed by a soft break.
 */
void settle(cmark_node *root, bool hard_wrap, struct arena *);

#endif
