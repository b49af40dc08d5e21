#ifndef NET_LISTENER_H
#define NET_LISTENER_H

#include "net/loop.h"

/* The sockets that a worker accepts from. */
struct listeners;

/* NULL: one of them cannot listen; the log says why. */
struct listeners *listeners_open(struct net *);
/* A connection has closed: who waits for its descriptor is accepted. */
void listeners_resume(struct listeners *);
/* Accepts no more. The sockets themselves, and who waits in their queues, are left to other workers. */
void listeners_close(struct listeners *);
void listeners_destroy(struct listeners *); /* after the loop has ended; NULL is fine */

#endif
