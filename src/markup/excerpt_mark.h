#ifndef MARKUP_EXCERPT_MARK_H
#define MARKUP_EXCERPT_MARK_H

#include "base/str.h"

/* Is COMMENT, with its "<!--" and "-->", the end of the excerpt: <!--more-->, or the SEPARATOR that the author chose?
 */
bool excerpt_ends_at(str comment, str separator);

#endif
