#ifndef TEXT_CONTROL_H
#define TEXT_CONTROL_H

#include "base/str.h"

/*
 * Control characters: C0 with TAB and LF, DEL, and C1 (U+0080 to U+009F), whose U+009B begins a terminal's escape
 * sequence as well.
 */
size_t control_length(str s);       /* bytes of the one at the start of S, 0 for any other character */
size_t control_find(str s);         /* offset of the first; S.n when there is none */
size_t control_find_in_text(str s); /* the same, but skips TAB and LF */

#endif
