#ifndef SEARCH_TEXT_H
#define SEARCH_TEXT_H

#include "site/page.h"

enum {
    SEARCH_WORDS_MAX = 1024,   /* bytes of a question */
    SEARCH_TEXT_MAX = 1 << 20, /* bytes of a page that are indexed */
    SEARCH_EASY_STEPS = 20000, /* of Liquid; a page that takes more is read after those that take less */
    SEARCH_DEAR_STEPS = 100000 /* of Liquid; a page that takes more is indexed as far as these lead; no real one does */
};

/* Everything that a reader of PAGE sees except its title: plain text, blocks as lines. Empty when it cannot be read. */
str search_text(int root, const struct page *, struct arena *);
/* The same into *TEXT, with at most STEPS for its Liquid (0: all that a page may take). False: it takes more. */
bool search_text_within(int root, const struct page *, int64_t steps, struct arena *, str *text);
/* WORDS in a form that may be shown: one line of valid UTF-8, always in the arena, since the question may be gone by
 * then. */
str search_clean(str words, struct arena *);
/* A piece of PAGE's text around the first of WORDS (clean), on one line; empty when the page cannot be read, or takes
 * long: twenty are shown at once. */
str search_snippet(int root, const struct page *, str words, struct arena *);

#endif
