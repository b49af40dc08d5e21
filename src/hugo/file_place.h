#ifndef HUGO_FILE_PLACE_H
#define HUGO_FILE_PLACE_H

#include "site/generator.h"

/* See struct generator: the places of static files, of a bundle's files beside its pages, and of others. */
struct file_addresses file_addresses_of_hugo(const struct site *, str path, struct arena *);

#endif
