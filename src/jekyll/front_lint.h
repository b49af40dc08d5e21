#ifndef JEKYLL_FRONT_LINT_H
#define JEKYLL_FRONT_LINT_H

#include "data/frontmatter.h"
#include "site/page.h"

/* What the front matter of PAGE says that nobody understands, or that readers will not see as it was meant. */
void front_lint(const struct frontmatter *, const struct page *, struct diag *);

#endif
