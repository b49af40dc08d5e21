#ifndef TEXT_RAISED_H
#define TEXT_RAISED_H

#include "base/arena.h"

/*
 * S in Unicode's superscripts or subscripts ("2" as "²"), where every character has one that common fonts draw: digits,
 * "+", "-", "=", brackets, and raised "i" and "n". Otherwise the empty text. Compatibility folding makes S of it again.
 */
str text_superscript(str s, struct arena *);
str text_subscript(str s, struct arena *);

#endif
