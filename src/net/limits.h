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
 * A household with IPv6 has as many peers as it likes, so its /56 and its /48 are counted as well, each with rows of
 * its own; a wider network may have some times as much as a peer. Of IPv4 the /24 is counted, and may have what its
 * peers may have.
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
    /* All places are taken: whether somebody has been found who gives way, and has left the limits. NULL: nobody is. */
    bool (*make_room)(void *context);
    void *context;
};

/* What a connection holds of the limits. */
struct limits_lease {
    size_t cells[TABLE_ROWS]; /* ROWS of them */
    size_t rows;              /* 0: a proxy's own, or nobody's */
    bool is_v6, exempt, held;
    uint64_t who; /* to net/penalties.h; 0: cannot misbehave */
};

void limits_init(struct limits *, const struct net_options *);
void limits_finish(struct limits *);

/* Whether the connections of this peer are those of others, who are told by a PROXY header. */
bool limits_is_proxy(const struct limits *, const struct address *);

/* A proxy's connection, until it is known whose: it counts among all, and for nobody. */
bool limits_enter_proxy(struct limits *, struct limits_lease *);

/* False: too many connections already, from this peer, from its network or at all, or it has to pause; LEASE then needs
 * no limits_leave, but limits_ask may be asked with it. */
bool limits_enter(struct limits *, const struct address *, struct limits_lease *);
void limits_leave(struct limits *, struct limits_lease *); /* once or more */

/* One request at NOW_US, microseconds of the clock that all workers share. 0: it may be answered; else how many seconds
 * to wait. */
int limits_ask(struct limits *, const struct limits_lease *, int64_t now_us);
/* One TLS handshake, before its first byte is looked at: for how many microseconds it has to wait, so that there are
 * four times as many in a second as requests may be, after a few at once. Negative: there are too many that wait. */
int64_t limits_shake_hands(struct limits *, const struct limits_lease *, int64_t now_us);

/* The cell of the widest network in this worker's own slot, and how many connections it has there. */
size_t limits_widest(const struct limits_lease *);
unsigned limits_of_cell(const struct limits *, size_t cell);

size_t limits_connections(struct limits *); /* of all workers */

/* For the parts of this: what may be had by the LEVEL-th network, narrowest first, as a multiple of a peer's; 0: any.
 */
size_t limits_factor(const struct limits_lease *, size_t level);
bool limits_believe(struct limits *, size_t slot, unsigned total, bool audited, int64_t now_us);
/* Counts that WHY has refused something; false. */
bool limits_refuse(const struct limits *, enum metrics_limit why);

#endif
