#ifndef NET_RATE_H
#define NET_RATE_H

#include "net/table.h"

/*
 * A rate as its token bucket: how often something may be done, how much of it at once, and how long one may have to
 * wait for it.
 */
struct rate {
    enum table_rate name;
    int64_t step;  /* microseconds per token of a peer; 0: there is no rate */
    int64_t ahead; /* microseconds for all tokens */
    int64_t queue; /* microseconds beyond that */
};

enum { RATE_QUEUE_US = 1000000 }; /* the longest time that a handshake may have to wait */

struct rate rate_of(const struct net_limits *, enum table_rate name);

#endif
