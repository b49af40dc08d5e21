#ifndef NET_PEER_TURNS_H
#define NET_PEER_TURNS_H

#include <stdint.h>

/*
 * A queue that is left in turn by peer: whoever has a hundred things waiting there holds up nobody who has one. Of one
 * peer's, the oldest comes first.
 */
struct peer_line;

/* A part of what waits. */
struct peer_turn {
    struct peer_line *line; /* NULL: it does not wait */
    struct peer_turn *before, *after;
};

struct peer_turns {
    struct peer_line *first, *last; /* one for each peer that has something waiting */
};

/* PEER: as address_peer tells them apart. */
void peer_turns_put(struct peer_turns *, struct peer_turn *, uint64_t peer);
/* The next one, which waits no more; NULL: there is none. */
struct peer_turn *peer_turns_take(struct peer_turns *);
void peer_turns_drop(struct peer_turns *, struct peer_turn *); /* also when it does not wait */

#endif
