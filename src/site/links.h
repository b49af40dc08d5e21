#ifndef SITE_LINKS_H
#define SITE_LINKS_H

#include "site/scan.h"
#include "site/snapshot.h"

/*
 * Links within a capsule. What is behind one is to readers what it is under its own path: that path must be a record of
 * its own which is shown, and who may see it is asked of both.
 */

const struct record *site_record(const struct site *, str path); /* of exactly this path; NULL: none */
/* Keeps where links to folders lead. */
void site_links_keep(struct site *, const struct scan *);
/* What RECORD leads to; RECORD itself where no link is on its path. NULL: what is not there under its own path. */
const struct record *site_target(const struct site *, const struct record *);
/* The link of RECORD for its page or file, with the page that it leads to; NULL: none is on its path. */
const struct file_link *site_link(const struct site *, const struct record *);

#endif
