#ifndef RENDER_PLACES_H
#define RENDER_PLACES_H

#include "site/site.h"

/* The addresses that no file of the author's makes: lists of posts and feeds. */
enum place_kind {
    PLACE_NONE,
    PLACE_HOME,
    PLACE_POSTS,
    PLACE_YEAR,
    PLACE_TAGS,
    PLACE_TAG,
    PLACE_CATEGORIES,
    PLACE_CATEGORY,
    PLACE_FEED,
    PLACE_SEARCH
};

struct place {
    enum place_kind kind;
    const struct site_group *group; /* a year, tag or category; of a feed: what it is about, or NULL for all posts */
    size_t number;                  /* of a PLACE_SEARCH: which page of the results, from 1 */
    str address;                    /* percent-encoded; "/tag/moon/", "/atom.xml", "/search/2" */
};

/* What PATH (decoded, with or without its last slash, without baseurl) means. Whether a file or a page of the author's
 * takes it instead is for the caller to see. */
struct place place_find(const struct site *, str path, struct arena *);

str place_of_tag(const struct site_group *, struct arena *);      /* "/tag/moon/" */
str place_of_category(const struct site_group *, struct arena *); /* "/category/moon/" */
/* Of all posts: "/atom.xml", or feed.path of _config.yml. */
str place_of_feed(const struct site *, struct arena *);
str place_of_year(const struct site_group *, struct arena *); /* "/2024/" */

#endif
