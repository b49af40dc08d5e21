#ifndef JEKYLL_JEKYLL_H
#define JEKYLL_JEKYLL_H

#include "site/generator.h"

/* Jekyll's rules, by which a capsule is read. */
extern const struct generator jekyll;

#endif
