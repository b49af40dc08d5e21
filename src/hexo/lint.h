#ifndef HEXO_LINT_H
#define HEXO_LINT_H

#include "site/generator.h"

/* See struct generator: files that Hexo does not read, and why. */
void lint_absent_of_hexo(const struct site *, int root, const struct record *, struct diag *);
void lint_site_of_hexo(const struct site *, int root, struct diag *);

#endif
