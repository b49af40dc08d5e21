#ifndef NET_LIMITS_H
#define NET_LIMITS_H

#include "net/address.h"
#include "net/table_audit.h"

/*
 * The limits of one peer's use, counted by all workers together in the shared table.
 *
 * Peers are counted in cells chosen by a keyed hash, each peer in one cell of every row; the smallest of its cells is
 * an upper bound of its count (a count-min sketch). So the table has a fixed size whoever comes, nobody is ever counted
 * too low, and to be counted too high one must share a cell with somebody busy in every row.
 *
 * A household with IPv6 has as many peers as it likes, so its /56 and its /48 are counted as well, each with rows of
 * its own; a wider network may have several times as much as a peer. Of IPv4 the /24 is counted, and has no limit
 * besides those of its peers.
 *
 * Each worker counts in its own slot. The influence of the others' slots is bounded, since one may be in the hands of
 * an attacker: impossible numbers count as nothing, nobody is refused because of a slot that is not consistent
 * (net/table_audit.h), and each worker has a part of all connections for itself, whatever the other slots say.
 */
struct limits {
    const struct net_shared *shared;
    size_t slot;
    struct table_slot *own;
    struct table_audit audit;
    struct net_limits bounds;
    struct address_ranges exempt, proxies;
    /*
     * All places are taken: true when a connection has been found that gives way, and has left the limits. NULL: none
     * ever does.
     */
    bool (*make_room)(void *context);
    void *context;
};

/* A connection's share of the limits. */
struct limits_lease {
    size_t cells[TABLE_ROWS]; /* ROWS of them */
    size_t rows;              /* 0: a proxy's own, or nobody's */
    bool is_v6, exempt, held;
    uint64_t who; /* the name for net/penalties.h; 0: cannot misbehave */
};

void limits_init(struct limits *, const struct net_options *);
void limits_finish(struct limits *);

/* True when the connections of this peer are made for others, whom a PROXY header names. */
bool limits_is_proxy(const struct limits *, const struct address *);

/* Enters a proxy's connection while its client is unknown: it counts among all, and for nobody. */
bool limits_enter_proxy(struct limits *, struct limits_lease *);

/*
 * False: too many connections already, from this peer, from its network or in all, or the peer must pause; LEASE then
 * needs no limits_leave, but may be passed to limits_ask.
 */
bool limits_enter(struct limits *, const struct address *, struct limits_lease *);
void limits_leave(struct limits *, struct limits_lease *); /* once or more */

/*
 * Asks for one request at NOW_US, microseconds of the clock that all workers share. 0: it may be answered; else the
 * number of seconds to wait.
 */
int limits_ask(struct limits *, const struct limits_lease *, int64_t now_us);
/*
 * Asks for one TLS handshake, before its first byte is processed: returns the microseconds that it has to wait, so that
 * there are four times as many in a second as requests may be, after a few at once. Negative: too many wait.
 */
int64_t limits_shake_hands(struct limits *, const struct limits_lease *, int64_t now_us);

/* The cell of the widest network in this worker's own slot, and the number of connections that it has there. */
size_t limits_widest(const struct limits_lease *);
unsigned limits_of_cell(const struct limits *, size_t cell);

size_t limits_connections(struct limits *); /* of all workers */

/*
 * For the parts of the limits: the share of the LEVEL-th network, narrowest first, as a multiple of a peer's; 0: no
 * limit.
 */
size_t limits_factor(const struct limits_lease *, size_t level);
bool limits_believe(struct limits *, size_t slot, unsigned total, bool audited, int64_t now_us);
/* Counts a refusal for the reason WHY; returns false. */
bool limits_refuse(const struct limits *, enum metrics_limit why);

#endif
