#ifndef MARKUP_INLINE_PLAIN_H
#define MARKUP_INLINE_PLAIN_H

#include "markup/parser.h"

/* Makes the nodes of LEAF, if it is nothing but words and line ends: what CommonMark would make of it, without asking.
 * False, having changed nothing, where any character might mean something. */
bool inline_plain(struct parser *, const struct leaf *);

#endif
