#ifndef JEKYLL_SETTINGS_LINT_H
#define JEKYLL_SETTINGS_LINT_H

#include "data/data.h"

/* What _config.yml (ALL, may be NULL; FILE is its name) says that nobody understands: keys and values under
 * splashdown:, and values of Jekyll's own keys that we read. */
void settings_lint(const struct data *all, str file, struct diag *);

#endif
