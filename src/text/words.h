#ifndef TEXT_WORDS_H
#define TEXT_WORDS_H

#include "base/arena.h"

/* Words as a search takes them. All take valid UTF-8. */

/* S folded (case, compatibility forms), every Han, kana and Hangul character between spaces: these scripts put no
 * spaces between words, so each character is a word, and a word of theirs is a phrase. */
str text_words(str s, struct arena *);

/* Whether S has a letter or a digit at all. */
bool text_has_word(str s);

/* Where WORD stands in S, as a byte offset, whatever its case and the accents on its Latin, Greek or Cyrillic letters;
 * STR_NONE: nowhere. */
size_t text_find_word(str s, str word);

/* The next word off the front of REST, as far as white space (U+3000, the ideographic space, too); empty at the end. */
str text_next_word(str *rest);

#endif
