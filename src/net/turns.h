#ifndef NET_TURNS_H
#define NET_TURNS_H

#include <stdint.h>

/*
 * A queue that is left in turn by peer: whoever has a hundred things waiting there holds up nobody who has one. Of one
 * peer's, the oldest comes first.
 */
struct turn_line;

/* A part of what waits. */
struct turn {
    struct turn_line *line; /* NULL: it does not wait */
    struct turn *before, *after;
};

struct turns {
    struct turn_line *first, *last; /* one for each peer that has something waiting */
};

/* PEER: as address_peer tells them apart. */
void turns_put(struct turns *, struct turn *, uint64_t peer);
/* The next one, which waits no more; NULL: there is none. */
struct turn *turns_take(struct turns *);
void turns_drop(struct turns *, struct turn *); /* also when it does not wait */

#endif
