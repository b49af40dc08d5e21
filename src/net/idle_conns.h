#ifndef NET_IDLE_CONNS_H
#define NET_IDLE_CONNS_H

#include "net/limits.h"

struct conn;

/*
 * The connections of a worker that have not sent a request yet, by the widest network in which they are counted. When
 * all places are taken, the oldest of the network that holds most of this worker's places gives way: one of many silent
 * connections, and not a reader who has just come.
 */
struct idle_conns;

struct idle_conns *idle_conns_create(void);
void idle_conns_destroy(struct idle_conns *); /* NULL is fine */

/* CONN's lease has cells; it is not in a list. */
void idle_conns_add(struct idle_conns *, struct conn *);
void idle_conns_remove(struct idle_conns *, struct conn *); /* also one that is not in a list */
/* The connection to close first; NULL: all have sent a request. */
struct conn *idle_conns_victim(const struct idle_conns *, const struct limits *);

#endif
