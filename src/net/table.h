#ifndef NET_TABLE_H
#define NET_TABLE_H

#include "net/metrics.h"
#include "net/readership.h"

/*
 * The workers' counts, each in a slot of its own: only its worker may write there, all others may read it. The meaning
 * of the numbers for the limits is described in net/limits.h. A worker that was taken over can write anything into its
 * slot, so no reader follows anything that it finds there, and each treats an impossible number as none.
 *
 * Beside the slots there is a ledger, which only the parent writes. Unused pages of either cost nothing.
 */
enum { TABLE_LEVELS = 3, TABLE_ROWS_OF_LEVEL = 2, TABLE_ROWS = TABLE_LEVELS * TABLE_ROWS_OF_LEVEL };
enum { TABLE_CELLS = 2048, TABLE_COUNTS = TABLE_ROWS * TABLE_CELLS };
enum table_rate { TABLE_REQUESTS, TABLE_HANDSHAKES, TABLE_RATES };
enum { TABLE_OFFENDER_SETS = 128, TABLE_OFFENDER_WAYS = 8 };
enum { TABLE_SLOTS = 4 * 128, TABLE_WORD = 64 };

/* An address or a network that has misbehaved (net/penalties.h). */
struct table_offender {
    _Atomic uint64_t who;  /* 0: nobody */
    _Atomic int64_t until; /* when all of it is forgiven, microseconds */
};

struct table_slot {
    atomic_uint generation; /* in which the worker serves; 0: it does not serve yet */
    atomic_uint total;      /* its connections; never fewer than in one of the cells */
    _Atomic int64_t beat;   /* clock_monotonic of the last turn of its loop; 0: there was none yet */
    _Atomic uint64_t index; /* bytes that its search indexes hold */
    atomic_uint counts[TABLE_COUNTS];
    _Atomic int64_t rates[TABLE_RATES][TABLE_COUNTS]; /* when the bucket is full again, microseconds */
    struct table_offender offenders[TABLE_OFFENDER_SETS][TABLE_OFFENDER_WAYS];
    struct metrics metrics;
    struct readership readers;
};

struct table_ledger {
    _Atomic uint64_t alive[TABLE_SLOTS / TABLE_WORD]; /* a bit for each slot that belongs to a worker */
    struct metrics past;                              /* the counts of workers that have gone */
    struct readership readers;                        /* and what these saw read */
    atomic_uint replaced;                             /* the program on the disk is another than the one that runs */
};

/*
 * The table as one process sees it: pointers, sizes and keys are its own. Memory of slots and ledger is zeroed at
 * first.
 */
struct net_shared {
    int64_t started;    /* seconds since 1970 */
    int64_t started_ms; /* clock_monotonic */
    uint64_t key[2];    /* of the hash that chooses cells, so that nobody can choose with whom to share one */
    struct table_ledger *ledger;
    size_t count; /* of SLOTS */
    struct table_slot *slots[TABLE_SLOTS];
};

void table_init(struct net_shared *); /* everything but the memory: no slot */

/* For the parent. */
void table_take(struct net_shared *, size_t slot); /* a worker is about to get it */
/* Its worker has died: its share of the limits is free again, and its counts go into the ledger. */
void table_forget(struct net_shared *, size_t slot);

/* The first slot from SLOT on that belongs to a worker, or COUNT. */
size_t table_next(const struct net_shared *, size_t slot);
/* The sum of all workers' counts since the beginning, as far as they are possible. */
struct metrics_sum table_sum(const struct net_shared *);
/* The largest number that a worker can have counted by now. */
uint64_t table_most(const struct net_shared *);
/* The worker of SLOT serves from now on. */
void table_serve(struct net_shared *, size_t slot, unsigned generation);
/* Notes that the loop of SLOT's worker turns. */
void table_beat(struct net_shared *, size_t slot);
/* The time when it last turned; 0: never. No proof of anything: a worker that was taken over writes any time. */
int64_t table_beaten(const struct net_shared *, size_t slot);
/* Notes the bytes that the search indexes of SLOT's worker hold; and their sum over all workers, as far as a worker can
 * hold so many. */
void table_note_index(struct net_shared *, size_t slot, uint64_t bytes);
uint64_t table_index(const struct net_shared *);
/* Whether the program on the disk is another than the one that runs; noted by the parent. */
void table_note_replaced(struct net_shared *, bool);
bool table_replaced(const struct net_shared *);
/* Counts the workers that serve in GENERATION, and those of other generations that are still at work. */
void table_workers(const struct net_shared *, unsigned generation, size_t *serving, size_t *leaving);

#endif
