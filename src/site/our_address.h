#ifndef SITE_OUR_ADDRESS_H
#define SITE_OUR_ADDRESS_H

#include "site/site.h"

/* The address (decoded) where a list or feed is here that the author's web site has at PATH; empty: there is none. */
str site_our_address(const struct site *, str path, struct arena *);

#endif
