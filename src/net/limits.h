#ifndef NET_LIMITS_H
#define NET_LIMITS_H

#include "net/address.h"
#include "net/table_audit.h"

/*
 * How much one peer may ask for, counted by all workers together in the shared table.
 *
 * Peers are counted in cells chosen by a keyed hash, each peer in one cell of every row; the smallest of its cells is
 * what it has at most (a count-min sketch). So the table has a fixed size whoever comes, nobody is ever counted too
 * low, and to be counted too high one must share a cell with somebody busy in every row.
 *
 * Each worker counts in its own slot. What the others say is bounded, since one may be in the hands of an attacker:
 * what cannot be counts as nothing, nobody is refused because of a slot that does not fit together (net/table_audit.h),
 * and a part of all connections is every worker's own, whatever the others say.
 */
struct limits {
    const struct net_shared *shared;
    size_t slot;
    struct table_slot *own;
    struct table_audit audit;
    struct net_limits bounds;
    struct address_ranges exempt, proxies;
};

/* What a connection holds of the limits. */
struct limits_hold {
    size_t cells[TABLE_ROWS];
    bool exempt, held;
    bool nobody; /* a proxy's own: in no cell */
};

void limits_init(struct limits *, const struct net_options *);
void limits_finish(struct limits *);

/* Whether the connections of this peer are those of others, who are told by a PROXY header. */
bool limits_is_proxy(const struct limits *, const struct address *);

/* A proxy's connection, until it is known whose: it counts among all, and for nobody. */
bool limits_enter_proxy(struct limits *, struct limits_hold *);

/* False: too many connections already, from this peer or at all; HOLD then needs no limits_leave, but limits_ask may be
 * asked with it. */
bool limits_enter(struct limits *, const struct address *, struct limits_hold *);
void limits_leave(struct limits *, struct limits_hold *); /* once or more */

/* One request at NOW_US, microseconds of the clock that all workers share. 0: it may be answered; else how many seconds
 * to wait. */
int limits_ask(struct limits *, const struct limits_hold *, int64_t now_us);

size_t limits_connections(struct limits *); /* of all workers */

#endif
