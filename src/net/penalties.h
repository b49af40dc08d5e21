#ifndef NET_PENALTIES_H
#define NET_PENALTIES_H

#include "net/table.h"

/*
 * The price of repeated misbehaviour for an address: a pause in which it is refused, like OpenSSH's PerSourcePenalties.
 * Each offence weighs ten seconds, which pass by themselves (one that may be a reader's impatience, two); forty are
 * forgiven, and anything beyond them is the pause, up to a minute. When three addresses of a network (/24, of IPv6 /48)
 * have something to be forgiven, their offences also weigh on the network, half as much.
 *
 * Offenders are kept by name, not counted in cells: nobody pauses for another. Each worker notes them in its own slot,
 * which has room for a thousand at once, and relies on the slots of all, so that a lying worker can make as many pause
 * and no more. Those of a network lie in one set.
 */

/* The name of an address, from its hash and that of its network. */
uint64_t penalties_name(uint64_t address, uint64_t network);

enum { PENALTY = 10, PENALTY_SMALL = 2 }; /* seconds */

/* WHO has misbehaved: the worker of SLOT has seen it, and it weighs SECONDS. */
void penalties_add(const struct net_shared *, size_t slot, uint64_t who, int seconds, int64_t now_us);
/* The microseconds for which WHO is to be refused; 0: it is not. */
int64_t penalties_pause(const struct net_shared *, uint64_t who, int64_t now_us);
/* Counts those that pause. */
void penalties_count(const struct net_shared *, int64_t now_us, size_t *addresses, size_t *networks);

#endif
