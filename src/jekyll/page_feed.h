#ifndef JEKYLL_PAGE_FEED_H
#define JEKYLL_PAGE_FEED_H

#include "jekyll/page_source.h"

/* What an author forbids in feeds, by jekyll-feed's keys (lib/jekyll-feed/feed.xml). */

/* "post.feed.excerpt_only | default: site.feed.excerpt_only": a post cannot take back what its site says. Jekyll merges
 * the defaults into what the post has of the map. */
bool page_is_excerpt_only(const struct page_source *);
/* A post that is no DRAFT; jekyll-feed leaves out what says draft: true even where Jekyll publishes it. */
bool page_is_in_feed(const struct page_source *, bool draft);

#endif
