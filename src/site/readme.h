#ifndef SITE_README_H
#define SITE_README_H

#include "site/site.h"

/* The README that is the page of the folder PATH (decoded, absolute), in which nothing is called index.*. NULL: there
 * is none, or PATH is the capsule's root: see site/root_readme.h. */
const struct page *site_find_readme(const struct site *, str path);

#endif
