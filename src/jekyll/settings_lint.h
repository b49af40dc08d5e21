#ifndef JEKYLL_SETTINGS_LINT_H
#define JEKYLL_SETTINGS_LINT_H

#include "data/data.h"

/* Warns of what _config.yml (ALL, may be NULL; FILE is its name) says to no effect: unknown keys and values under
 * splashdown:, and wrong values of those of Jekyll's keys that are read here. */
void settings_lint(const struct data *all, str file, struct diag *);

#endif
