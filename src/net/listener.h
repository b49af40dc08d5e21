#ifndef NET_LISTENER_H
#define NET_LISTENER_H

#include "net/loop.h"

/* The sockets that a worker accepts from. */
struct listeners;

/* NULL: one of them cannot listen; the log says why. */
struct listeners *listeners_open(struct net *);
/* A connection has closed: accepts one that waits for its descriptor. */
void listeners_resume(struct listeners *);
/* Accepts for the workers that are ABSENT from now on, and for no others. */
void listeners_stand_in(struct listeners *, const struct net_absent *absent);
/*
 * Accepts no more and closes the sockets. TAKE_REST: no other worker will accept the connections in their queues, so
 * they are taken first.
 */
void listeners_close(struct listeners *, bool take_rest);
void listeners_destroy(struct listeners *); /* after the loop has ended; NULL is fine */

#endif
