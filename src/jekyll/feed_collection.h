#ifndef JEKYLL_FEED_COLLECTION_H
#define JEKYLL_FEED_COLLECTION_H

#include "data/data.h"

/* Does feed.collections of the configuration ALL ask for a feed of the collection LABEL? *META is then what it says of
 * it, or NULL. */
bool feed_collection_find(const struct data *all, str label, const struct data **meta);

/* The label of the collection whose feed jekyll-feed has at PATH, or one of its feeds of categories; empty: none. */
str feed_collection_at(const struct data *all, str path, struct arena *);

#endif
