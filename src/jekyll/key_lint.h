#ifndef JEKYLL_KEY_LINT_H
#define JEKYLL_KEY_LINT_H

#include "site/site.h"

/*
 * Warns of misspelt keys in front matter and in _config.yml. A key that a template or a plugin of the capsule names,
 * or that many files have, is the author's own, and not reported. Reads each page once, and the theme only where a key
 * is in doubt.
 */
void key_lint(const struct site *, int root, struct diag *);

#endif
