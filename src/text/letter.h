#ifndef TEXT_LETTER_H
#define TEXT_LETTER_H

#include "base/arena.h"

enum letter { LETTER_OTHER, LETTER_SPACE, LETTER_LETTER /* a letter, digit or combining mark */ };

/* Takes the next character off S, valid UTF-8 and not empty, and says what it is by Unicode; *TAKEN are its bytes. */
enum letter letter_take(str *s, str *taken);

/* S, valid UTF-8, without the accents that can be taken off its letters; composed. */
str text_without_accents(str s, struct arena *);

#endif
