#ifndef SERVER_WORKER_H
#define SERVER_WORKER_H

#include "server/generation.h"
#include "server/shared.h"

/* The place of a worker: which one it is to be, in which generation. */
struct worker_place {
    const struct generation *generation;
    struct shared *shared;
    size_t index; /* in the generation */
    size_t slot;  /* in the shared table */
    int channel;  /* its end */
    pid_t parent;
    bool trial; /* the generation does not serve yet */
};

/*
 * The life of a worker, from just after the fork: gives up what it must not have, reads its capsules, serves. Returns
 * the exit code of the process.
 */
int worker_run(const struct worker_place *);

enum { WORKER_DRAIN_MS = 10000 };

#endif
