#ifndef NET_WORK_QUEUE_H
#define NET_WORK_QUEUE_H

#include "answer/answer.h"

#include <uv.h>

/*
 * The queue before the thread pool. Work waits in the loop until a thread is free, and the next to begin is the one
 * whose address has taken least CPU time lately, then the one whose address has had the fewest turns, then the one
 * whose host has: who asks for much waits for itself. One address has at most half the threads at work, and one search
 * is at work at a time, with other work between two of them. One thread uses it, but for RUN.
 */
struct work_queue;
struct work_item;
struct metrics;

enum work_end { WORK_RAN, WORK_REFUSED /* it made room for others before it began */ };

/* What is to be done, inside of what its owner holds; zeroed but for the first part. */
struct work_item {
    enum job_kind kind;
    uint64_t address;                    /* who asks */
    const void *host;                    /* whose content it is */
    bool exempt;                         /* the address is of many: half the threads are no bound for it */
    bool (*is_done)(struct work_item *); /* in the loop, before it begins: nothing is to be run. NULL: never */
    /* In a thread. Milliseconds after which to run it again, since something is not complete yet; 0: it is done. */
    int (*run)(struct work_item *);
    void (*done)(struct work_item *, enum work_end); /* in the loop, unless it was left before it began */

    uv_work_t work;
    struct work_queue *queue;
    struct work_item *next, **link; /* among those that wait or are at work */
    uint64_t by_address, by_host, due, queued;
    uint64_t since, spent_us, took_us; /* SINCE: uv_now of when it was queued */
    size_t behind;                     /* of its kind, that waited when it began */
    bool at_work, fresh;
    int again_ms;
};

struct work_queue *work_queue_create(uv_loop_t *, struct metrics *);
void work_queue_stop(struct work_queue *); /* nothing is queued from here on; the loop is to run once more */
void work_queue_destroy(struct work_queue *);

/* How many threads the pool is to have: no more than cores. To be called before its first work. */
size_t work_queue_threads(void);

/* False: too many wait, of its address or of all: ITEM is untouched. To make room for who has less, the last one of the
 * address that has most gives way. Files that are being sent are not counted: each connection has one. */
bool work_queue_add(struct work_queue *, struct work_item *);
/* True: it had not begun, and DONE is not called. */
bool work_queue_remove(struct work_item *);

#endif
