#ifndef NET_FAIR_QUEUE_H
#define NET_FAIR_QUEUE_H

#include <stdint.h>

/*
 * A queue served by peer: the one that has been served least lately comes first, and of equal ones the one that has
 * waited longest since its last turn. So a peer with a hundred entries, and a hundred peers that come again and again,
 * do not delay one that comes for the first time. Of one peer's entries, the oldest comes first.
 */
struct fair_line;

/* An entry of the queue, part of the object that waits. */
struct fair_item {
    struct fair_line *line; /* NULL: it does not wait */
    struct fair_item *before, *after;
};

struct fair_queue {
    struct fair_line *first, *last; /* one for each peer that has something waiting */
};

/* PEER: as told apart by address_peer. SPENT: what it has been served lately, in the unit of COST below. */
void fair_queue_put(struct fair_queue *, struct fair_item *, uint64_t peer, uint64_t spent);
/* The next entry, which no longer waits, and whose peer is charged COST; NULL: there is none. */
struct fair_item *fair_queue_take(struct fair_queue *, uint64_t cost);
void fair_queue_drop(struct fair_queue *, struct fair_item *); /* also when it does not wait */

#endif
