#ifndef JEKYLL_FILE_ADDRESS_H
#define JEKYLL_FILE_ADDRESS_H

#include "site/settings.h"

/* The address of a file in the folder of a collection, which its template names as it does those of documents (Jekyll:
 * StaticFile#url); without the leading slash. Empty: SOURCE is in no collection. */
str file_address(const struct settings *, str source, struct arena *);

#endif
