#ifndef NET_PULSE_H
#define NET_PULSE_H

#include <stddef.h>
#include <uv.h>

struct net_shared;

/* The sign of life of a loop: it writes the time into its slot, once a second, as long as it turns. */
struct pulse {
    uv_timer_t timer;
    struct net_shared *shared;
    size_t slot;
};

/* The first beat is now; later ones need a loop that runs. */
void pulse_start(struct pulse *, uv_loop_t *, struct net_shared *, size_t slot);
void pulse_stop(struct pulse *); /* its handle closes; once or more, also when it was never started */

#endif
