#ifndef HUGO_OUR_ADDRESS_H
#define HUGO_OUR_ADDRESS_H

#include "site/generator.h"

/* See struct generator: Hugo's feed of each section and term is its index.xml, and a term is listed below the plural of
 * its taxonomy, "/tags/moon/". */
str our_address_of_hugo(const struct site *, str path, struct arena *);

#endif
