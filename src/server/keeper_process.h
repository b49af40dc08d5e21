#ifndef SERVER_KEEPER_PROCESS_H
#define SERVER_KEEPER_PROCESS_H

#include "base/err.h"
#include "server/backoff.h"

#include <sys/types.h>

struct generation;

/* The keeper of a generation, as the parent knows it. */
struct keeper_process {
    pid_t pid; /* 0: there is none at present */
    int64_t born, due;
    int ready; /* a byte arrives here when it has read its keys; open while PID is not 0 */
    struct backoff backoff;
};

/* The number of its threads that serve one worker, where a key is slow. */
size_t keeper_process_threads(const struct generation *);
/* Starts it. ERR_IO: that failed. */
enum err keeper_process_start(struct keeper_process *, const struct generation *);
/* Waits until it has read its keys. ERR_IO: it could not, which it has reported itself. */
enum err keeper_process_wait(struct keeper_process *);
/* It does not answer: it is ended, and another one started, unless that was done a moment ago. */
void keeper_process_replace(struct keeper_process *, int64_t now);
/* It has ended with STATUS; the next one is due at DUE. */
void keeper_process_bury(struct keeper_process *, int status, bool expected);

#endif
