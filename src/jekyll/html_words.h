#ifndef JEKYLL_HTML_WORDS_H
#define JEKYLL_HTML_WORDS_H

#include "base/str.h"

#include <stdbool.h>

/* The amount that readers would see of a page of HTML. */
struct html_words {
    size_t words;  /* of texts */
    size_t labels; /* words of headings, forms and their labels */
    bool pictures; /* or films, sounds, other pages in it */
    bool searches; /* an element of it is for a search */
};

/* Counts, without building a tree: scripts, styles and comments are not seen. Linear. */
struct html_words html_words_count(str html);

#endif
