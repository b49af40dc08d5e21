#ifndef JEKYLL_FILE_ADDRESS_H
#define JEKYLL_FILE_ADDRESS_H

#include "site/generator.h"

/* See struct generator. A file in the folder of a collection has the address that the collection's template gives it,
 * as a document has; any other has its path. */
struct file_addresses file_addresses_of_jekyll(const struct site *, str path, struct arena *);

#endif
