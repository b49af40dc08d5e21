#ifndef LIQUID_MARKDOWN_BLOCK_H
#define LIQUID_MARKDOWN_BLOCK_H

#include "base/arena.h"
#include "base/str.h"

/* An element of HTML whose content markup reads as Markdown, wherever it stands. BEFORE is the text on the line in
 * which it begins: in an item of a list it stays in that item. A paragraph becomes one line. Empty for a blank TEXT. */
str markdown_block(str text, str before, struct arena *);

#endif
