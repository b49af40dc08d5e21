#ifndef SITE_LINT_H
#define SITE_LINT_H

#include "site/site.h"

/* What of the capsule at ROOT is not shown, or not where its author says: templates, posts of the future, files
 * that a key makes a draft, old addresses that others take, files too large to fetch with patience. One look at each
 * file's record; only posts of the future and such drafts are opened. */
void site_lint(const struct site *, int root, struct diag *);

#endif
