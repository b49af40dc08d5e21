#ifndef JEKYLL_FEED_ID_H
#define JEKYLL_FEED_ID_H

#include "site/site.h"

/* The id of a post in feeds by CHOICE (see struct generator). Where the site has a url, the first is the one that
 * jekyll-feed gives the same post, the next its URL, the last that URL with its source path; else it is the end of a
 * tag URI, "2024-05-01:moon", with folders and name where the file does not lie in the root's _posts itself. */
str feed_id(const struct site *, const struct page *, int choice, struct arena *);

/* True when PAGE's id is not the one that the first version of this program gave it: url without its extension, or
 * day and slug. */
bool feed_id_is_new(const struct site *, const struct page *);

#endif
