#ifndef SITE_USES_H
#define SITE_USES_H

#include "site/page.h"

/*
 * The dependencies of a page besides its own file and the capsule's ground (site_ground): each question that was asked
 * of the site, with its answer. While a later snapshot gives the same answers, the page would be made the same again.
 */
enum use_kind {
    USE_LINK,   /* ASKED is an address as its author wrote it; asked and answered by the maker of links */
    USE_POST,   /* {% post_url ASKED %} */
    USE_SOURCE, /* {% link ASKED %} */
    USE_POSTS,  /* the list of all posts, with what front matter says of each; ASKED is empty */
    USE_PAGES,  /* the same for the other pages */
    USE_FILE,   /* {% include_relative %}: the file ASKED, in this version */
    USE_DAY     /* the day; ASKED is empty */
};

struct use {
    enum use_kind kind;
    str asked;
    uint64_t found; /* a hash of the answer */
};

struct uses {
    struct arena *arena;
    struct use *items;
    size_t count, capacity;
    unsigned lists;   /* bits of the kinds passed to uses_list */
    bool all;         /* any change of the site may change the page */
    bool same_bytes;  /* the page is made for what may not depend on the day: see site/today.h */
    bool loose;       /* so may something that no snapshot sees */
    int unsettled_ms; /* for so long one of its files may still be half written */
};

enum { USES_MAX = 2000 }; /* with more, ALL is set */

struct uses *uses_create(struct arena *);
/* All but uses_append accept NULL, from callers who need no record. ASKED is copied. */
void uses_add(struct uses *, enum use_kind, str asked, uint64_t found);
void uses_all(struct uses *);
void uses_append(struct uses *, const struct uses *from);
void uses_list(struct uses *, const struct site *, enum use_kind); /* each kind is recorded once */
void uses_file(struct uses *, const struct page *asking, str path);

/* A hash of SITE's (NULL: none) answer to a question of any kind but USE_LINK; 0: nothing was found. */
uint64_t use_found(const struct site *, enum use_kind, str asked);

#endif
