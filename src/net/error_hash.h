#ifndef NET_ERROR_HASH_H
#define NET_ERROR_HASH_H

#include "site/site.h"

/*
 * A hash of all errors met while a host's capsule was loaded, whether they were found now or earlier; 0: none. SITE
 * counts when ERR is OK, else DIAG.
 */
uint64_t error_hash(enum err, const struct site *, const struct diag *);

#endif
