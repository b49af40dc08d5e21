#ifndef NET_UNASKED_H
#define NET_UNASKED_H

#include "net/limits.h"

struct conn;

/*
 * The connections of a worker that have not asked for anything yet, by the widest network that they are counted in.
 * When all places are taken, the oldest of the network that holds most of this worker's places gives way: who is silent
 * in numbers, and not a reader who has just come.
 */
struct unasked;

struct unasked *unasked_create(void);
void unasked_destroy(struct unasked *); /* NULL is fine */

/* CONN's hold has cells; it is in no list. */
void unasked_add(struct unasked *, struct conn *);
void unasked_remove(struct unasked *, struct conn *); /* also one that is in none */
/* NULL: all have asked. */
struct conn *unasked_first_to_go(const struct unasked *, const struct limits *);

#endif
