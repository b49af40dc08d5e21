#ifndef SEARCH_SEARCH_H
#define SEARCH_SEARCH_H

#include "base/err.h"
#include "site/site.h"

enum {
    SEARCH_SLICE_MS = 400,  /* that a question may spend on the index before it is answered */
    SEARCH_SLICE_PAGES = 64 /* easy pages that it reads at least: a small capsule is never searched in part */
};

/*
 * A full text index of what a site lists: titles, tags and bodies of its posts and pages, in memory. It is built from
 * the first question on, in slices: each question reads as many pages as fit in one slice, the costly ones after all
 * others, and is answered from what is there. It follows later snapshots, at most every few seconds, by reading what
 * has changed. Safe between threads.
 */
struct search;

struct search *search_create(void);
/* Sets the length of a slice, and the number of easy pages that it reads at least, for tests; one page is read in
 * each. */
void search_set_slice(struct search *, int64_t ms, size_t pages);
void search_destroy(struct search *); /* NULL is fine */

enum search_answer {
    SEARCH_FOUND,    /* the index was asked; perhaps nothing was found */
    SEARCH_NO_WORDS, /* nothing is asked for: no letter or digit, or excluded words only */
    SEARCH_BUSY      /* another thread is building the index just now */
};

struct search_question {
    int root; /* files are read below it */
    const struct site *site;
    uint64_t generation; /* counts the snapshots of that site */
    str words;           /* any bytes */
    size_t edition;      /* the language whose pages come before all others; see struct site_edition */
    size_t skip, most;   /* results */
    size_t behind;       /* questions that wait for this one: its time is shared with them */
};

struct search_result {
    const struct page **pages; /* of the site that was asked, in the arena; best first */
    size_t count;
    size_t own;                    /* of these, the number of those in the language asked for, which come first */
    size_t hits, own_hits;         /* all that were found, on every page of results; those in that language */
    bool uncounted;                /* there may be more hits: counting them took too long */
    bool more;                     /* there are more after these */
    bool old;                      /* the site has changed since the index was made */
    bool hurried;                  /* the newest come first, since others wait */
    size_t searched, pages_in_all; /* the numbers of pages in the index, and of all pages */
};

/* Finds pages that contain every one of the words, of the "phrases" as they are, and none of the -excluded ones. A word
 * with characters of Chinese, Japanese or Korean may stand anywhere in a text. Pages in English with other forms of a
 * word ("tides" for "tide") come after the others. Reads files, so it belongs in a thread; the question itself is
 * bounded in time: where ranking all pages would take too long, the newest come first. */
enum search_answer search_find(struct search *, const struct search_question *, struct arena *, struct search_result *);

/* Bytes of memory that all indexes of this process hold; safe between threads. */
uint64_t search_memory(void);

#endif
