#ifndef SEARCH_QUESTION_H
#define SEARCH_QUESTION_H

#include "base/arena.h"

enum { SEARCH_TERMS_MAX = 16 };

enum search_term_kind {
    TERM_WORD,
    TERM_PHRASE,  /* in quotes: these words next to each other */
    TERM_EXCLUDED /* after a minus: a word or a phrase that no result has */
};

struct search_term {
    enum search_term_kind kind;
    bool stems; /* a word of letters of ASCII, which has other forms in English */
    str text;
};

/* A reader's question, in the order of its words. A quote that is not closed counts for nothing, and so does what
 * has no letter or digit. */
struct search_terms {
    struct search_term items[SEARCH_TERMS_MAX];
    size_t count;
};

/* WORDS are clean (search_clean), and borrowed. */
struct search_terms search_terms_parse(str words);

/*
 * Expressions of FTS5 3, whose every word stands in quotes. All pages that have what is asked for and nothing that is
 * excluded; empty when nothing is asked for.
 */
str search_exact(const struct search_terms *, struct arena *);
str search_stemmed(const struct search_terms *, struct arena *);   /* the words that stem; or empty */
str search_unstemmed(const struct search_terms *, struct arena *); /* all else that a page must have; or empty */
str search_excluded(const struct search_terms *, struct arena *);  /* what none may have; or empty */

/* The byte offset of what is asked for in TEXT, also of another form of a word; 0 when nothing is there. */
size_t search_first_hit(str text, const struct search_terms *);

#endif
