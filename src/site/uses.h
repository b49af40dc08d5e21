#ifndef SITE_USES_H
#define SITE_USES_H

#include "site/page.h"

/*
 * What a page was made of besides its own file and the capsule's ground (site_ground): each question that was asked of
 * the site, with what was found. While a later snapshot gives the same answers, the page would be made the same again.
 */
enum use_kind {
    USE_LINK,   /* ASKED is an address as its author wrote it; asked and answered by who makes links */
    USE_POST,   /* {% post_url ASKED %} */
    USE_SOURCE, /* {% link ASKED %} */
    USE_POSTS,  /* the list of all posts, with what front matter says of each; ASKED is empty */
    USE_PAGES,  /* the same of the other pages */
    USE_FILE    /* {% include_relative %}: the file ASKED, in this version */
};

struct use {
    enum use_kind kind;
    str asked;
    uint64_t found; /* a hash */
};

struct uses {
    struct arena *arena;
    struct use *items;
    size_t count, capacity;
    unsigned lists;   /* bits of the kinds that uses_list was told */
    bool all;         /* any change of the site may change the page */
    bool loose;       /* so may what no snapshot sees */
    int unsettled_ms; /* one of its files may be half written for that long yet */
};

enum { USES_MAX = 2000 }; /* more are as good as all */

struct uses *uses_create(struct arena *);
/* Each of them takes NULL for who does not want to know. ASKED is copied. */
void uses_add(struct uses *, enum use_kind, str asked, uint64_t found);
void uses_all(struct uses *);
void uses_append(struct uses *, const struct uses *from);
void uses_list(struct uses *, const struct site *, enum use_kind); /* each kind counts once */
void uses_file(struct uses *, const struct page *asking, str path);

/* What SITE (NULL: none) answers to a question of any kind but USE_LINK. */
uint64_t use_found(const struct site *, enum use_kind, str asked);

#endif
