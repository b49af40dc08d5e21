#ifndef NET_IDLE_CONNS_H
#define NET_IDLE_CONNS_H

#include "net/limits.h"

struct conn;

/*
 * The connections of a worker that have not asked for anything yet, by the widest network that they are counted in.
 * When all places are taken, the oldest of the network that holds most of this worker's places gives way: who is silent
 * in numbers, and not a reader who has just come.
 */
struct idle_conns;

struct idle_conns *idle_conns_create(void);
void idle_conns_destroy(struct idle_conns *); /* NULL is fine */

/* CONN's lease has cells; it is in no list. */
void idle_conns_add(struct idle_conns *, struct conn *);
void idle_conns_remove(struct idle_conns *, struct conn *); /* also one that is in none */
/* NULL: all have asked. */
struct conn *idle_conns_victim(const struct idle_conns *, const struct limits *);

#endif
