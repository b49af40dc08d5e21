#ifndef MARKUP_INLINE_PLAIN_H
#define MARKUP_INLINE_PLAIN_H

#include "markup/parser.h"

/* Makes the nodes of LEAF if it is nothing but words and line ends: the nodes that CommonMark would make, without
 * calling it. False, having changed nothing, where any character might be markup. */
bool inline_plain(struct parser *, const struct leaf *);

#endif
