#ifndef SITE_FEED_IDS_H
#define SITE_FEED_IDS_H

#include "site/snapshot.h"

/*
 * Gives each post of SITE its feed_id. Ids may collide, and Atom wants them unique (RFC 4287 4.2.6): of several posts
 * the one of the earliest date, then path, keeps its generator's first choice, and the others get the next. So an id
 * depends only on earlier posts, and a new post never changes an older one's. A post that had to give way is a note in
 * DIAG.
 */
void feed_ids_settle(struct site *, struct diag *);

#endif
