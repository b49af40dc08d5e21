#ifndef MARKUP_BLOCK_HEADING_H
#define MARKUP_BLOCK_HEADING_H

#include "markup/block.h"

/* Adds a heading of TEXT without the "{#name}" at its end; adds nothing when no text remains. TEXT may have several
 * lines. */
void heading_add(struct parser *, struct blocks *, int level, str text, int line);

#endif
