#ifndef JEKYLL_JEKYLL_H
#define JEKYLL_JEKYLL_H

#include "site/generator.h"

/* Jekyll's rules for reading a capsule. */
extern const struct generator jekyll;

#endif
