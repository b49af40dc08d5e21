#ifndef TEXT_LANGUAGE_H
#define TEXT_LANGUAGE_H

#include "base/arena.h"

/* The tags of RFC 5646 in WRITTEN, a list between commas or blanks, in their proper form with commas between: "zh_tw"
 * is "zh-TW", "en, fr" is "en,fr". Each stands once; what is no tag is left out, and makes *GOOD false (NULL is fine).
 */
str language_list(str written, struct arena *, bool *good);
/* The first tag of a list that language_list made; "" of none. */
str language_first(str list);

#endif
