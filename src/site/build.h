#ifndef SITE_BUILD_H
#define SITE_BUILD_H

#include "site/snapshot.h"

/* True when readers may see RECORD by now; a link is shown while its target is. */
bool site_shows(const struct site *, const struct site_options *, const struct record *);
/* True when drafts are pages like all others. */
bool site_shows_drafts(const struct site *);

/* The number of records that are pages or posts and that readers may see by now. */
size_t site_shown(const struct site *, const struct site_options *);

/* Builds everything that is asked of a site from its records. */
void site_build(struct site *, struct diag *);

#endif
