#ifndef SITE_SHOWN_H
#define SITE_SHOWN_H

#include "site/snapshot.h"

/* True when readers may see RECORD by now; a link is shown while its target is. */
bool site_shows(const struct site *, const struct site_options *, const struct record *);
/* True for a post that answers by now, but whose date is to come: no list shows it yet. PAGE may be NULL. */
bool site_awaits(const struct site *, const struct site_options *, const struct page *);
/* True when drafts are pages like all others. */
bool site_shows_drafts(const struct site *);
/* True for a draft, while drafts are not shown; PAGE may be NULL. */
bool site_hides_draft(const struct site *, const struct page *);

#endif
