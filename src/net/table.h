#ifndef NET_TABLE_H
#define NET_TABLE_H

#include "net/worker.h"

/*
 * The memory that all workers share (see net/worker.h). What it means to the limits is told in net/limits.h.
 *
 * Connections are counted per worker, so that what a dead one held can be dropped; the counts of one cell lie side by
 * side. Pages of it that nobody uses cost nothing.
 */
enum { TABLE_ROWS = 2, TABLE_CELLS = 2048, TABLE_TOPICS = 256, TABLE_PROTOCOLS = 2 };

struct net_shared {
    size_t workers;
    uint64_t key[2];    /* of the hash that chooses cells, so that nobody can choose whom to share one with */
    atomic_size_t used; /* slots from here on were never taken */
    _Atomic uint64_t said[TABLE_TOPICS];
    struct {
        _Atomic uint64_t requests, bytes;
    } served[TABLE_PROTOCOLS];
    _Atomic int64_t rates[TABLE_ROWS * TABLE_CELLS]; /* when the bucket is full again, microseconds */
    atomic_uint counts[];                            /* [WORKERS] in all, then [TABLE_ROWS * TABLE_CELLS][WORKERS] */
};

void table_claim(struct net_shared *, size_t slot);
atomic_uint *table_total(struct net_shared *, size_t slot);
atomic_uint *table_count(struct net_shared *, size_t cell, size_t slot);

/* What all workers have served since the table was made; it only grows. */
void table_add_request(struct net_shared *, enum net_protocol, uint64_t bytes);
uint64_t table_requests(struct net_shared *, enum net_protocol);
uint64_t table_bytes(struct net_shared *, enum net_protocol);

/* What is to be said of TOPIC, any number, as a hash; 0: nothing any more. True for the first worker that says it. */
bool table_say(struct net_shared *, uint64_t topic, uint64_t hash);

#endif
