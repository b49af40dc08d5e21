#ifndef SITE_LINKS_H
#define SITE_LINKS_H

#include "site/scan.h"
#include "site/snapshot.h"

/*
 * Links within a capsule. To readers the target of a link is what it is under its own path: that path must have a
 * record which is shown, and readers must be allowed to see both.
 */

const struct record *site_record(const struct site *, str path); /* the record of exactly this path; NULL: none */
/* Keeps the targets of links to folders. */
void site_links_keep(struct site *, const struct scan *);
/* The record that RECORD leads to; RECORD itself where no link is on its path. NULL: there is none under that path. */
const struct record *site_target(const struct site *, const struct record *);
/* The link of RECORD for its page or file, with the page that it leads to; NULL: none is on its path. */
const struct file_link *site_link(const struct site *, const struct record *);

#endif
