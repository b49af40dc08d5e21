#ifndef JEKYLL_LINT_H
#define JEKYLL_LINT_H

#include "site/record.h"

/* Reports to a blogger with Jekyll which files are not shown, or not where he says: see struct generator. Each page
 * is opened once for its keys; those of the future and drafts by their key once more. */
void lint_absent(const struct site *, int root, const struct record *, struct diag *);
void lint_page(const struct site *, int root, const struct page *, struct diag *);
void lint_site(const struct site *, int root, struct diag *);

#endif
