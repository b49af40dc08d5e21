#ifndef TEXT_HTML_TEXT_H
#define TEXT_HTML_TEXT_H

#include "base/arena.h"

/* S with its character references (HTML standard, 13.5) decoded and without control characters other than TAB and
 * LF; S itself where it has no references. Text that is not a reference stays as it is. */
str html_decode(str s, struct arena *);

#endif
