#ifndef NET_FAIR_QUEUE_H
#define NET_FAIR_QUEUE_H

#include <stdint.h>

/*
 * A queue served in turn by peer: a peer with a hundred entries does not delay one that has a single entry. Of one
 * peer's entries, the oldest comes first.
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

/* PEER: as told apart by address_peer. */
void fair_queue_put(struct fair_queue *, struct fair_item *, uint64_t peer);
/* The next entry, which no longer waits; NULL: there is none. */
struct fair_item *fair_queue_take(struct fair_queue *);
void fair_queue_drop(struct fair_queue *, struct fair_item *); /* also when it does not wait */

#endif
