#ifndef HEXO_OUR_ADDRESS_H
#define HEXO_OUR_ADDRESS_H

#include "site/generator.h"

/* See our_address of struct generator: Hexo's archives, terms, further pages of lists, and feeds. */
str our_address_of_hexo(const struct site *, str path, struct arena *);

#endif
