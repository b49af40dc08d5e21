#ifndef NET_HEARTBEAT_H
#define NET_HEARTBEAT_H

#include <stddef.h>
#include <uv.h>

struct net_shared;

/* The sign of life of a loop: it writes the time into its slot once a second, as long as the loop turns, and the memory
 * of its searches. */
struct heartbeat {
    uv_timer_t timer;
    struct net_shared *shared;
    size_t slot;
};

/* The first beat is now; later ones need a running loop. */
void heartbeat_start(struct heartbeat *, uv_loop_t *, struct net_shared *, size_t slot);
void heartbeat_stop(struct heartbeat *); /* its handle closes; once or more, also when it was never started */

#endif
