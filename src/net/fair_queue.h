#ifndef NET_FAIR_QUEUE_H
#define NET_FAIR_QUEUE_H

#include <stdint.h>

/*
 * A queue that is left in turn by peer: whoever has a hundred things waiting there holds up nobody who has one. Of one
 * peer's, the oldest comes first.
 */
struct fair_line;

/* A part of what waits. */
struct fair_item {
    struct fair_line *line; /* NULL: it does not wait */
    struct fair_item *before, *after;
};

struct fair_queue {
    struct fair_line *first, *last; /* one for each peer that has something waiting */
};

/* PEER: as address_peer tells them apart. */
void fair_queue_put(struct fair_queue *, struct fair_item *, uint64_t peer);
/* The next one, which waits no more; NULL: there is none. */
struct fair_item *fair_queue_take(struct fair_queue *);
void fair_queue_drop(struct fair_queue *, struct fair_item *); /* also when it does not wait */

#endif
