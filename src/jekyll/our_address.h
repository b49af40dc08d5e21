#ifndef JEKYLL_OUR_ADDRESS_H
#define JEKYLL_OUR_ADDRESS_H

#include "site/site.h"

/* See struct generator: pages of a list (jekyll-paginate), lists of a tag, a category or a time (jekyll-archives),
 * and feeds that are templates of the author's own. */
str our_address_of_jekyll(const struct site *, str path, struct arena *);

#endif
