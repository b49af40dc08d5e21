#ifndef BASE_NEAREST_H
#define BASE_NEAREST_H

#include "base/str.h"

/*
 * The one of NAMES that WORD probably meant: a name that is a slip or two away (a letter wrong, missing, doubled or
 * swapped with its neighbour), else one that begins with WORD. Empty: none is near. Words over 64 bytes are near
 * nothing.
 */
str str_nearest(str word, const str *names, size_t count);

/*
 * The number of slips from A to B: letters that are missing, added, wrong, or swapped with their neighbour; case is
 * none. A word over 64 bytes is at least 64 slips away.
 */
size_t str_slips(str a, str b);

#endif
