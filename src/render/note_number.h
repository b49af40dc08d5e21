#ifndef RENDER_NOTE_NUMBER_H
#define RENDER_NOTE_NUMBER_H

#include "markup/tree.h"

/* The largest number of a footnote of the tree below ROOT; 0: there is none. Footnotes come first, and keep the
 * author's order: numbers of links begin behind theirs. */
int note_largest(cmark_node *root);

#endif
