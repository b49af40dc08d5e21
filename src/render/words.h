#ifndef RENDER_WORDS_H
#define RENDER_WORDS_H

#include "site/site.h"

/* The words that Splashdown itself puts on pages, in the language of the site. */
enum word {
    WORD_NEWEST,
    WORD_ALL_POSTS,
    WORD_PAGES,
    WORD_ALL_PAGES,
    WORD_TAG,
    WORD_CATEGORY,
    WORD_TAGS,
    WORD_CATEGORIES,
    WORD_YEARS,
    WORD_FEED,
    WORD_HOME,
    WORD_NEXT,
    WORD_PREVIOUS,
    WORD_ON_GEMINI,
    WORD_ON_GOPHER,
    WORD_ON_WEB,
    WORD_AS_TEXT,
    WORD_FOLDER,
    WORD_DRAFTS,
    WORD_SEARCH,
    WORD_SEARCH_FOR,     /* a request for the words to search for */
    WORD_SEARCH_MORE,    /* a link to more results */
    WORD_SEARCH_NOTHING, /* nothing was found */
    WORD_SEARCH_WORDLESS,
    WORD_SEARCH_BUSY,
    WORD_SEARCH_OTHERS, /* a heading: results in other languages */
    WORD_SEARCH_HITS,   /* that many pages were found: "{}" */
    WORD_SEARCH_PART,   /* of the pages is in the index: "{}" for how many, then for all */
    WORD_CUT,           /* the rest of a page */
    WORD_PICTURE,       /* that says nothing of itself: "{}" for which of the page's */
    WORD_PICTURE_OF,    /* in text: "{}" for what it shows */
    WORD_SKIP,          /* a link past the header, on the web */
    WORD_COUNT
};

/* The word in LANG (a BCP 47 tag; empty: English): that of splashdown.words, else the built-in one. */
str word_of(const struct site_config *, str lang, enum word);

/* Warns of entries of splashdown.words, written in FILE, that have no effect. */
void words_lint(const struct site_config *, str file, struct diag *);

#endif
