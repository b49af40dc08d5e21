#ifndef TEXT_CJK_WORDS_H
#define TEXT_CJK_WORDS_H

#include "base/str.h"

/* The words of a text whose scripts may put no spaces between them: each character of Han, kana and Hangul is one, and
 * so is each run of others between them and white space. */
struct cjk_words {
    size_t characters, others;
};

/* S is valid UTF-8. */
struct cjk_words cjk_words_count(str s);

#endif
