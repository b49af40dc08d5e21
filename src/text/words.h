#ifndef TEXT_WORDS_H
#define TEXT_WORDS_H

#include "base/arena.h"

/* Words for searching. All functions take valid UTF-8. */

/*
 * S folded (case, compatibility forms), with spaces around every Han, kana and Hangul character: these scripts put no
 * spaces between words, so each character is treated as a word, and a real word is a phrase of them.
 */
str text_words(str s, struct arena *);

/* True when S has a letter or a digit. */
bool text_has_word(str s);
/* True when A and B have the same letters and digits in the same order, whatever stands between them. */
bool text_same_words(str a, str b);

/*
 * The byte offset of WORD in S, whatever its case and the accents on its Latin, Greek or Cyrillic letters; STR_NONE: it
 * is not there.
 */
size_t text_find_word(str s, str word);

/* Takes the next word off the front of REST, up to white space (also U+3000, the ideographic space); empty at the
 * end. */
str text_next_word(str *rest);

#endif
