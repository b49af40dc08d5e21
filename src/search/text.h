#ifndef SEARCH_TEXT_H
#define SEARCH_TEXT_H

#include "site/page.h"

enum {
    SEARCH_WORDS_MAX = 1024,   /* bytes of a question */
    SEARCH_TEXT_MAX = 1 << 20, /* bytes of a page that are searched */
    SEARCH_EASY_STEPS = 20000, /* of Liquid; a page that takes more is read after those that do not */
    SEARCH_DEAR_STEPS = 100000 /* a page that takes more is searched as far as these lead; no real one does */
};

/* All that a reader of PAGE sees but its title: plain text, blocks as lines. Empty when it cannot be read. */
str search_text(int root, const struct page *, struct arena *);
/* The same into *TEXT for who gives its Liquid no more than STEPS (0: all that a page may take). False: it takes more.
 */
bool search_text_within(int root, const struct page *, int64_t steps, struct arena *, str *text);
/* WORDS (clean) as FTS5 asks: each word a phrase in quotes, all of them wanted. Empty when there is no word. */
str search_expression(str words, struct arena *);

/* WORDS as they may be shown: one line of valid UTF-8, always in the arena: who asked may be gone when they are. */
str search_clean(str words, struct arena *);
/* A piece of PAGE's text around the first of WORDS, on one line; empty when the page cannot be read, or
 * takes long: twenty are shown at once. */
str search_snippet(int root, const struct page *, str words, struct arena *);

#endif
