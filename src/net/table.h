#ifndef NET_TABLE_H
#define NET_TABLE_H

#include "net/tally.h"

/*
 * The memory that all workers share (see net/worker.h). What it means to the limits is told in net/limits.h.
 *
 * Connections are counted per worker, so that what a dead one held can be dropped; the counts of one cell lie side by
 * side. Pages of it that nobody uses cost nothing.
 */
enum { TABLE_ROWS = 2, TABLE_CELLS = 2048, TABLE_TOPICS = 256 };

/* What a worker tells of itself, by slot. */
struct table_slot {
    atomic_uint generation; /* in which it serves; 0: no worker, or one that does not serve yet */
    struct tally tally;
};

struct net_shared {
    size_t workers;
    int64_t started;    /* seconds since 1970 */
    int64_t started_ms; /* clock_monotonic */
    uint64_t key[2];    /* of the hash that chooses cells, so that nobody can choose whom to share one with */
    atomic_size_t used; /* slots from here on were never taken */
    _Atomic uint64_t said[TABLE_TOPICS];
    _Atomic int64_t rates[TABLE_ROWS * TABLE_CELLS]; /* when the bucket is full again, microseconds */
    struct table_slot *slots;                        /* [WORKERS], after the counts */
    atomic_uint counts[];                            /* [WORKERS] in all, then [TABLE_ROWS * TABLE_CELLS][WORKERS] */
};

void table_claim(struct net_shared *, size_t slot);
atomic_uint *table_total(struct net_shared *, size_t slot);
atomic_uint *table_count(struct net_shared *, size_t cell, size_t slot);

struct tally *table_tally(struct net_shared *, size_t slot);
/* What all workers have counted since the table was made. */
struct tally_sum table_sum(const struct net_shared *);
/* From here on the worker of SLOT serves. */
void table_serve(struct net_shared *, size_t slot, unsigned generation);
/* How many serve in GENERATION, and how many of others are still at work. */
void table_workers(const struct net_shared *, unsigned generation, size_t *serving, size_t *leaving);

/* What is to be said of TOPIC, any number, as a hash; 0: nothing any more. True for the first worker that says it. */
bool table_say(struct net_shared *, uint64_t topic, uint64_t hash);

#endif
