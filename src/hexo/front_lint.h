#ifndef HEXO_FRONT_LINT_H
#define HEXO_FRONT_LINT_H

#include "hexo/front.h"
#include "site/page.h"

/* Reports in Hexo's words on the front matter of PAGE: what Hexo reads otherwise than its author can have meant. */
void hexo_front_lint(const struct front *, const struct page *, struct diag *);

#endif
