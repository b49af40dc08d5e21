#ifndef JEKYLL_PAGE_FEED_H
#define JEKYLL_PAGE_FEED_H

#include "jekyll/page_source.h"

/* An author's restrictions for feeds, by jekyll-feed's keys (lib/jekyll-feed/feed.xml). */

/* "post.feed.excerpt_only | default: site.feed.excerpt_only": a post cannot take back what its site says. Jekyll
 * merges the defaults into the post's own map. */
bool page_is_excerpt_only(const struct page_source *);
/* True for a post that is not a DRAFT; jekyll-feed leaves out one that says draft: true even where Jekyll publishes
 * it. */
bool page_is_in_feed(const struct page_source *, bool draft);
/* True for a document of a collection whose feed feed.collections asks for (see jekyll/feed_collection.h). */
bool page_is_in_collection_feed(const struct page_source *, const struct page *);

#endif
