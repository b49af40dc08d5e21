#ifndef MARKUP_BLOCK_HEADING_H
#define MARKUP_BLOCK_HEADING_H

#include "markup/block.h"

/* A heading of TEXT, less the "{#name}" at its end; nothing when no text remains. TEXT may have several lines. */
void heading_add(struct parser *, struct blocks *, int level, str text, int line);

#endif
