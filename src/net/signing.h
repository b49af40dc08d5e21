#ifndef NET_SIGNING_H
#define NET_SIGNING_H

#include "net/loop.h"

/* Handshakes whose signature is being made by the keeper of the keys, another process. The loop goes on meanwhile. */
struct signings;

struct signings *signings_start(struct net *); /* NULL: there is no TLS here, or it failed */
void signings_stop(struct signings *);         /* its handles close; NULL is fine */
void signings_destroy(struct signings *);      /* NULL is fine */

/* For the connections; NULL of NULL. */
const struct tls_signer *signings_signer(const struct signings *);

#endif
