#ifndef BASE_NEAREST_H
#define BASE_NEAREST_H

#include "base/str.h"

/* Which of NAMES was probably meant by WORD: one that is a slip or two away (a letter wrong, missing, doubled or
 * swapped with its neighbour), else one that WORD begins. Empty: none is near. Words over 64 bytes are near nothing. */
str str_nearest(str word, const str *names, size_t count);

#endif
