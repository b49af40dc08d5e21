#ifndef NET_WORK_QUEUE_H
#define NET_WORK_QUEUE_H

#include "answer/answer.h"

#include <uv.h>

/*
 * The queue before the thread pool. Work waits in the loop until a thread is free, and the next to begin is the one
 * whose address has taken least CPU time lately, then the one whose address has had the fewest turns, then the one
 * whose host has: an address that asks for much delays only itself. One address has at most half the threads at work.
 * One search is at work at a time, with other work between two of them, and pages have all threads but one: whatever
 * they cost, a search or a piece of a file need not wait until one is made. Used from one thread, except RUN.
 */
struct work_queue;
struct work_item;
struct metrics;

enum work_end { WORK_RAN, WORK_REFUSED /* it made room for others before it began */ };

/* Work to be done, inside an object of its owner's; zeroed except for the first part. */
struct work_item {
    enum job_kind kind;
    uint64_t address; /* of the client */
    const void *host; /* the host whose content it is */
    bool exempt;      /* many clients share the address: the bound of half the threads does not apply to it */
    bool (*is_done)(struct work_item *); /* on the loop, before it begins: true: there is nothing to run. NULL: never */
    /*
     * In a thread. Returns the milliseconds after which to run it again, since something is not complete yet; 0: it is
     * done.
     */
    int (*run)(struct work_item *);
    void (*done)(struct work_item *, enum work_end); /* on the loop, unless it was left before it began */

    uv_work_t work;
    struct work_queue *queue;
    struct work_item *next, **link; /* in the list of waiting or of busy turns */
    uint64_t by_address, by_host, due, queued;
    uint64_t since, spent_us, took_us; /* SINCE: uv_now of when it was queued */
    size_t behind;                     /* of its kind, that waited when it began */
    bool at_work, fresh;
    int again_ms;
};

struct work_queue *work_queue_create(uv_loop_t *, struct metrics *);
void work_queue_stop(struct work_queue *); /* nothing is queued from now on; the loop must run once more */
void work_queue_destroy(struct work_queue *);

/* The number of threads that the pool should have: one for each core, up to four, and one more, which is not for pages.
 */
size_t work_queue_threads(void);

/*
 * False: too many wait, of its address or of all: ITEM is untouched. To make room for an address that has less, the
 * last item of the address that has most is refused. Files that are being sent are not counted: each connection has
 * one.
 */
bool work_queue_add(struct work_queue *, struct work_item *);
/* True: it had not begun, and DONE is not called. */
bool work_queue_remove(struct work_item *);

#endif
