#ifndef SEARCH_TEXT_H
#define SEARCH_TEXT_H

#include "site/page.h"

enum { SEARCH_TEXT_MAX = 1 << 20 /* bytes of a page that are searched */ };

/* All that a reader of PAGE sees but its title: plain text, blocks as lines. Empty when it cannot be read. */
str search_text(int root, const struct page *, struct arena *);
/* WORDS (clean) as FTS5 asks: each word a phrase in quotes, all of them wanted. Empty when there is no word. */
str search_expression(str words, struct arena *);

#endif
