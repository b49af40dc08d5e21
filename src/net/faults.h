#ifndef NET_FAULTS_H
#define NET_FAULTS_H

#include "content/site.h"
#include "net/worker.h"

/* What is wrong with a host's capsule is read by every worker and told by one. */

/* All errors that a loading of the capsule met, whether they were read now or earlier; 0: none. SITE counts where ERR
 * is OK, DIAG elsewhere. */
uint64_t faults_hash(enum err, const struct site *, const struct diag *);
/* True for the first worker that met just these. */
bool faults_are_news(struct net_shared *, str host, uint64_t hash);

/* That for these errors the host is not served, and that it is served again. True for the first worker that says it. */
bool faults_refuse(struct net_shared *, str host, uint64_t hash);
bool faults_mended(struct net_shared *, str host);

#endif
