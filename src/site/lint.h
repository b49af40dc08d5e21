#ifndef SITE_LINT_H
#define SITE_LINT_H

#include "site/site.h"

/* Warns of what is not shown of the capsule at ROOT, or not where its author says: templates, posts of the future,
 * files that a key makes a draft, old addresses that others take, files too large for most readers to wait for.
 * Looks once at each file's record; a generator may open pages for their keys. */
void site_lint(const struct site *, int root, struct diag *);

#endif
