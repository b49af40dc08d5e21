#ifndef BASE_EFFORT_H
#define BASE_EFFORT_H

#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

/*
 * The work that making one page takes, counted against bounds. It is counted, not timed, so that the same page ends in
 * the same way on every machine. Real pages stay below a tenth of each bound: of 1,800 pages of ruby-lang.org and
 * jekyllrb.com and the capsule of this program the dearest has 700 steps, 4,300 nodes and 44 KB; posts related to one
 * of 3,000 take 43,000 steps and 14,000 nodes. A page that reaches them takes less than a second.
 */
enum {
    EFFORT_STEPS_MAX = 1000000, /* of Liquid: a tag, an output, a filter, an item looked at, 64 bytes moved */
    EFFORT_NODES_MAX = 250000,  /* of the tree: blocks, and what may be a piece of their text */
    EFFORT_CPU_MS = 20000 /* of one thread; who has not ended then is no page but a fault of ours: it is given up */
};

struct effort {
    int64_t steps, steps_max; /* a maximum of 0 is the one above */
    int64_t nodes, nodes_max;
    int64_t deadline; /* ms of the thread's CPU time; 0: not looked at yet */
    bool over;        /* a bound is reached: the rest of the page is left out */
    bool cancelled;   /* the time is up: there is no page */
};

/* Counts STEPS. False when that is too many, or the time is up. */
bool effort_step(struct effort *, int64_t steps);
/* Counts NODES. False when that is too many, or the time is up. */
bool effort_node(struct effort *, int64_t nodes);

#endif
