#ifndef JEKYLL_FEED_ID_H
#define JEKYLL_FEED_ID_H

#include "site/site.h"

/* A choice of ids for a post in feeds (see struct generator). Where the site has a url the first is what jekyll-feed
 * makes of the same post, the next its URL, the last with its source path as well; else the end of a tag URI,
 * "2024-05-01:moon", with folders and name where the file does not lie in the root's _posts itself. */
str feed_id(const struct site *, const struct page *, int choice, struct arena *);

/* Whether PAGE's id is another than the first version of this program gave it: url without its extension, or day and
 * slug. */
bool feed_id_is_new(const struct site *, const struct page *);

#endif
