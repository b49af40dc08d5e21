#ifndef NET_ERROR_HASH_H
#define NET_ERROR_HASH_H

#include "site/site.h"

/* All errors that a loading of a host's capsule met, as a hash, whether they were read now or earlier; 0: none. SITE
 * counts where ERR is OK, DIAG elsewhere. */
uint64_t error_hash(enum err, const struct site *, const struct diag *);

#endif
