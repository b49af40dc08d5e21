#ifndef RENDER_PLACES_H
#define RENDER_PLACES_H

#include "site/site.h"

/* The addresses that exist without a file of the author: lists of posts, feeds and the search. */
enum place_kind {
    PLACE_NONE,
    PLACE_HOME,
    PLACE_POSTS,
    PLACE_PAGES,
    PLACE_YEAR, /* or a month or a day of one */
    PLACE_TAGS,
    PLACE_TAG,
    PLACE_CATEGORIES,
    PLACE_CATEGORY,
    PLACE_COLLECTION,
    PLACE_LIST, /* of the author's web site: a section, a term, a language */
    PLACE_FEED,
    PLACE_SEARCH
};

struct place {
    enum place_kind kind;
    const struct site_group
        *group; /* a year, month, day, tag or category; for a feed: its group, or NULL for all posts */
    const struct site_list *list; /* PLACE_LIST; NULL: another place */
    size_t number;                /* for PLACE_SEARCH: the page of the results, from 1; for PLACE_FEED: of the archive,
               or 0 */
    size_t edition;               /* the language that it is in and lists; see struct site_edition */
    str address;                  /* percent-encoded; "/tag/moon/", "/atom.xml", "/search/2" */
};

/* The place that PATH (decoded, with or without its last slash, without baseurl) means, also by the address that it has
 * on the author's web site. The caller checks whether a
 * file or a page of the author takes that address instead. */
struct place place_find(const struct site *, str path, struct arena *);

str place_of_tag(const struct site_group *, struct arena *);      /* "/tag/moon/" */
str place_of_category(const struct site_group *, struct arena *); /* "/category/moon/" */
/* The feed of all posts: "/atom.xml", or feed.path of _config.yml. */
str place_of_feed(const struct site *, struct arena *);
/* The place NAME, "posts/", below the home of a language: "/posts/", "/zh/posts/". */
str place_in_edition(const struct site *, size_t edition, str name, struct arena *);
str place_of_collection(const struct site_group *, struct arena *); /* "/recipes/" */
str place_of_list(const struct site_list *, struct arena *);        /* "/docs/guide/" */
/* False for a label that is one of our own addresses, and so has no list. */
bool place_has_collection(str label);
str place_of_year(const struct site_group *, struct arena *); /* "/2024/" */

#endif
