#ifndef RENDER_WORDS_H
#define RENDER_WORDS_H

#include "site/site.h"

/* What we say ourselves on pages, in the language of the site. */
enum word {
    WORD_NEWEST,
    WORD_ALL_POSTS,
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
    WORD_SEARCH_FOR,     /* asks for the words */
    WORD_SEARCH_MORE,    /* results */
    WORD_SEARCH_NOTHING, /* was found */
    WORD_SEARCH_WORDLESS,
    WORD_SEARCH_BUSY,
    WORD_SEARCH_PART, /* of the pages is in the index: "{}" for how many, then for all */
    WORD_CUT,         /* the rest of a page */
    WORD_COUNT
};

/* In LANG (a BCP 47 tag; empty: English), as splashdown.words has it, or ours. */
str word_of(const struct site_config *, str lang, enum word);

/* What in splashdown.words, which FILE has, says nothing to anybody. */
void words_lint(const struct site_config *, str file, struct diag *);

#endif
