#ifndef SITE_BUILD_H
#define SITE_BUILD_H

#include "site/snapshot.h"

/* The number of records that are pages or posts and that readers may see by now. */
size_t site_shown(const struct site *, const struct site_options *);

/* Builds everything that is asked of a site from its records. */
void site_build(struct site *, int root, struct diag *);

#endif
