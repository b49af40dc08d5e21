#ifndef JEKYLL_FRONT_LINT_H
#define JEKYLL_FRONT_LINT_H

#include "data/frontmatter.h"
#include "site/page.h"

/* Warns of front matter of PAGE that has no meaning, or that readers will not see as it was meant. */
void front_lint(const struct frontmatter *, const struct page *, struct diag *);

#endif
