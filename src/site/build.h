#ifndef SITE_BUILD_H
#define SITE_BUILD_H

#include "site/snapshot.h"

/* Whether readers may see RECORD by now; a link is shown while what it leads to is. */
bool site_shows(const struct site *, const struct site_options *, const struct record *);
/* Drafts are pages as all others. */
bool site_shows_drafts(const struct site *);

/* How many records are pages or posts that readers may see by now. */
size_t site_shown(const struct site *, const struct site_options *);

/* From the records to all that is asked for. */
void site_build(struct site *, struct diag *);

#endif
