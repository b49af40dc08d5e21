#ifndef BASE_EFFORT_H
#define BASE_EFFORT_H

#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

/*
 * The work that making one page takes, counted against bounds. It is counted, not timed, so that the same page ends in
 * the same way on every machine.
 */
enum {
    EFFORT_STEPS_MAX = 1000000, /* of Liquid: a tag, an output, a filter, an item examined, 64 bytes moved */
    EFFORT_NODES_MAX = 250000,  /* of the tree: blocks, and possible pieces of their text */
    EFFORT_CPU_MS = 20000 /* of one thread; work that is not finished then shows a fault of ours, and is given up */
};

struct effort {
    int64_t steps, steps_max; /* a maximum of 0 means the one above */
    int64_t nodes, nodes_max;
    int64_t deadline; /* ms of the thread's CPU time; 0: the clock has not been read yet */
    bool over;        /* a bound was reached: the rest of the page is left out */
    bool cancelled;   /* the time is up: there is no page */
};

/* Counts STEPS. False when that is too many, or the time is up. */
bool effort_step(struct effort *, int64_t steps);
/* Counts NODES. False when that is too many, or the time is up. */
bool effort_node(struct effort *, int64_t nodes);

#endif
