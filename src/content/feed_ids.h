#ifndef CONTENT_FEED_IDS_H
#define CONTENT_FEED_IDS_H

#include "content/site_build.h"

/*
 * Gives each post of SITE its feed_id. Where the site has a url it is what jekyll-feed makes of the same post; else the
 * end of a tag URI, "2024-05-01:moon", with folders and name where the file does not lie in the root's _posts itself.
 *
 * Jekyll's ids collide, and Atom wants them unique (RFC 4287 4.2.6): of several posts the one of the earliest date,
 * then path, keeps it, and the others get their URL, with their source path as well if that is an id, too. So an id
 * hangs on earlier posts alone, and no post of today changes one of yesterday. Who gave way is a note in DIAG.
 */
void feed_ids_settle(struct site *, struct diag *);

/* Whether PAGE's id is another than the first version of this program gave it: url without its extension, or day and
 * slug. */
bool feed_id_is_new(const struct site *, const struct page *);

#endif
