#ifndef NET_FAULTS_H
#define NET_FAULTS_H

#include "site/site.h"

/* All errors that a loading of a host's capsule met, as a hash, whether they were read now or earlier; 0: none. SITE
 * counts where ERR is OK, DIAG elsewhere. */
uint64_t faults_hash(enum err, const struct site *, const struct diag *);

#endif
