#ifndef NET_SIGNING_ORDER_H
#define NET_SIGNING_ORDER_H

#include "net/fair_queue.h"

#include <stdbool.h>

struct spent;

/* Slow signatures take milliseconds. They come after the fast ones, which take a small part of one. */
enum signing_pace { SIGNING_FAST, SIGNING_SLOW, SIGNING_PACES };

/*
 * The order in which handshakes get their signatures: the peer that has had least of the keeper's time lately comes
 * first, so one that is new does not wait for a crowd that comes again and again. Times are in milliseconds of one
 * clock that does not go back.
 */
struct signing_order {
    struct spent *spent; /* by peer */
    struct fair_queue waiting[SIGNING_PACES];
};

/* The place of one signature in the order, part of the object that waits. */
struct signing_turn {
    struct fair_item item;
    uint64_t peer; /* as told apart by address_peer */
    enum signing_pace pace;
    bool exempt; /* many readers share the address: it counts as having had nothing */
};

void signing_order_init(struct signing_order *);
void signing_order_finish(struct signing_order *); /* nothing waits */
void signing_order_put(struct signing_order *, struct signing_turn *, uint64_t now);
/* The next one, which no longer waits; NULL: there is none. SLOW: it may be a slow one. */
struct signing_turn *signing_order_take(struct signing_order *, bool slow, uint64_t now);
void signing_order_drop(struct signing_order *, struct signing_turn *); /* also when it does not wait */

#endif
