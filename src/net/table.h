#ifndef NET_TABLE_H
#define NET_TABLE_H

#include "net/metrics.h"

/*
 * What workers count, each in a slot of its own: only its worker may write there, all others may read it. What the
 * numbers mean to the limits is told in net/limits.h. A worker that was taken over can write anything into its slot, so
 * no reader follows what it finds there, and each takes a number that cannot be for none.
 *
 * Beside the slots there is a ledger, which the parent alone writes. Pages of either that nobody uses cost nothing.
 */
enum { TABLE_LEVELS = 3, TABLE_ROWS_OF_LEVEL = 2, TABLE_ROWS = TABLE_LEVELS * TABLE_ROWS_OF_LEVEL };
enum { TABLE_CELLS = 2048, TABLE_COUNTS = TABLE_ROWS * TABLE_CELLS };
enum table_rate { TABLE_REQUESTS, TABLE_HANDSHAKES, TABLE_RATES };
enum { TABLE_OFFENDER_SETS = 128, TABLE_OFFENDER_WAYS = 8 };
enum { TABLE_SLOTS = 4 * 128, TABLE_WORD = 64 };

/* Somebody who has misbehaved (net/penalties.h). */
struct table_offender {
    _Atomic uint64_t who;  /* 0: nobody */
    _Atomic int64_t until; /* when all of it is forgiven, microseconds */
};

struct table_slot {
    atomic_uint generation; /* in which the worker serves; 0: it does not serve yet */
    atomic_uint total;      /* its connections; at no time fewer than in one of the cells */
    _Atomic int64_t beat;   /* clock_monotonic of when its loop last turned; 0: it has not yet */
    atomic_uint counts[TABLE_COUNTS];
    _Atomic int64_t rates[TABLE_RATES][TABLE_COUNTS]; /* when the bucket is full again, microseconds */
    struct table_offender offenders[TABLE_OFFENDER_SETS][TABLE_OFFENDER_WAYS];
    struct metrics metrics;
};

struct table_ledger {
    _Atomic uint64_t alive[TABLE_SLOTS / TABLE_WORD]; /* a bit for each slot that a worker has */
    struct metrics past;                              /* what workers have counted that are gone */
};

/* How one process sees them: pointers, sizes and keys are its own. Memory of slots and ledger is zeroed at first. */
struct net_shared {
    int64_t started;    /* seconds since 1970 */
    int64_t started_ms; /* clock_monotonic */
    uint64_t key[2];    /* of the hash that chooses cells, so that nobody can choose whom to share one with */
    struct table_ledger *ledger;
    size_t count; /* of SLOTS */
    struct table_slot *slots[TABLE_SLOTS];
};

void table_init(struct net_shared *); /* all but memory: no slot */

/* For the parent. */
void table_take(struct net_shared *, size_t slot); /* a worker is about to have it */
/* Its worker has died: what it held of the limits is free again, and what it counted goes into the ledger. */
void table_forget(struct net_shared *, size_t slot);

/* The first slot from SLOT on that a worker has, or COUNT. */
size_t table_next(const struct net_shared *, size_t slot);
/* What all workers have counted since the beginning, as far as it can be. */
struct metrics_sum table_sum(const struct net_shared *);
/* From here on the worker of SLOT serves. */
void table_serve(struct net_shared *, size_t slot, unsigned generation);
/* The loop of SLOT's worker turns. */
void table_beat(struct net_shared *, size_t slot);
/* When it last did; 0: never. No proof of anything: who was taken over writes there what it likes. */
int64_t table_beaten(const struct net_shared *, size_t slot);
/* How many serve in GENERATION, and how many of others are still at work. */
void table_workers(const struct net_shared *, unsigned generation, size_t *serving, size_t *leaving);

#endif
