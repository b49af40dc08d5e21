#ifndef SERVER_BACKOFF_H
#define SERVER_BACKOFF_H

#include <stdbool.h>
#include <stdint.h>

/* The wait before a child that has ended is replaced: longer and longer for one that ends again and again. */
struct backoff {
    unsigned failures; /* in a row, each within seconds of its start */
};

/*
 * It has ended with STATUS (waitpid(2)) after LIVED milliseconds; SERVED: it had done its work until then. Returns the
 * milliseconds to wait: none at first. For a child that never served the wait grows to half a minute; for one that did,
 * or was killed from outside, it stays short, since clients are waiting for the next.
 */
int64_t backoff_ended(struct backoff *, int status, bool served, int64_t lived);

#endif
