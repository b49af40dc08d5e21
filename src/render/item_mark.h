#ifndef RENDER_ITEM_MARK_H
#define RENDER_ITEM_MARK_H

#include "markup/tree.h"

/* The parts of the mark that stands before an item of a list. */

str item_task(cmark_node *item); /* the box of a task, "[x] ", or nothing */
/* Two no-break spaces for each of LEVELS lists around the item's own, as far as levels can be told apart: clients keep
 * them, and draw the only bullet themselves. */
str item_indent(int levels, struct arena *);
str item_spaces(size_t n, struct arena *);
/* Is a blank line due before NODE, a block of an item? So between paragraphs, and around quotes and code where the
 * author left some. */
bool item_block_stands_apart(cmark_node *);
/* Has the item, or the one before it, blocks that stand apart, so that a blank line is due between the two? */
bool item_stands_apart(cmark_node *item);

#endif
