#ifndef RENDER_FEED_ARCHIVE_H
#define RENDER_FEED_ARCHIVE_H

#include "site/site.h"

/*
 * The archives of the feed of all posts (RFC 5005 §4): "/atom/1.xml" has the oldest posts, as many as the feed itself
 * holds, "/atom/2.xml" the next ones. An archive is there once it is full and the feed no longer has all of its posts,
 * so that a new post never changes its set.
 */
size_t feed_archive_count(const struct site *);
/* "/atom/1.xml" */
str feed_archive_address(size_t number, struct arena *);
/* The number in PATH (decoded), where such an archive exists; else 0. */
size_t feed_archive_find(const struct site *, str path);

#endif
