#ifndef NET_TURNS_H
#define NET_TURNS_H

#include "answer/answer.h"

#include <uv.h>

/*
 * The queue before the thread pool. Work waits in the loop until a thread is free, and the next to begin is the one
 * whose address has taken least CPU time lately, then the one whose address has had the fewest turns, then the one
 * whose host has: who asks for much waits for itself. One address has at most half the threads at work, and one search
 * is at work at a time, with other work between two of them. One thread uses it, but for RUN.
 */
struct turns;
struct turn;
struct tally;

enum turn_end { TURN_RAN, TURN_REFUSED /* it made room for others before it began */ };

/* What is to be done, inside of what its owner holds; zeroed but for the first part. */
struct turn {
    enum job_kind kind;
    uint64_t address;               /* who asks */
    const void *host;               /* whose content it is */
    bool exempt;                    /* the address is of many: half the threads are no bound for it */
    bool (*is_done)(struct turn *); /* in the loop, before it begins: nothing is to be run. NULL: never */
    /* In a thread. Milliseconds after which to run it again, since something is not complete yet; 0: it is done. */
    int (*run)(struct turn *);
    void (*done)(struct turn *, enum turn_end); /* in the loop, unless it was left before it began */

    uv_work_t work;
    struct turns *turns;
    struct turn *next, **link; /* among those that wait or are at work */
    uint64_t by_address, by_host, due, queued;
    uint64_t since, spent_us, took_us; /* SINCE: uv_now of when it was queued */
    size_t behind;                     /* of its kind, that waited when it began */
    bool at_work, fresh;
    int again_ms;
};

struct turns *turns_create(uv_loop_t *, struct tally *);
void turns_stop(struct turns *); /* nothing is queued from here on; the loop is to run once more */
void turns_destroy(struct turns *);

/* How many threads the pool is to have: no more than cores. To be called before its first work. */
size_t turns_threads(void);

/* False: too many wait, of its address or of all: TURN is untouched. To make room for who has less, the last one of the
 * address that has most gives way. Files that are being sent are not counted: each connection has one. */
bool turns_queue(struct turns *, struct turn *);
/* True: it had not begun, and DONE is not called. */
bool turns_leave(struct turn *);

#endif
