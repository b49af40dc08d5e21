#ifndef MARKUP_HTML_TEXT_H
#define MARKUP_HTML_TEXT_H

#include "base/arena.h"

/* S with its character references (HTML standard, 13.5) decoded, without control characters but TAB and LF. S itself
 * where it has none. What is no reference stays as it is. */
str html_decode(str s, struct arena *);

#endif
