#ifndef MARKUP_EXCERPT_MARK_H
#define MARKUP_EXCERPT_MARK_H

#include "base/str.h"

/* True when COMMENT, with its "<!--" and "-->", ends the excerpt: it is <!--more--> or the SEPARATOR that the author
 * chose. */
bool excerpt_ends_at(str comment, str separator);

#endif
