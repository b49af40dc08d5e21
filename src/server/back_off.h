#ifndef SERVER_BACK_OFF_H
#define SERVER_BACK_OFF_H

#include <stdbool.h>
#include <stdint.h>

/* How long to wait before a child that has ended is replaced: longer and longer for one that ends again and again. */
struct back_off {
    unsigned failures; /* in a row, each within seconds of its start */
};

/* It has ended with STATUS (waitpid(2)) after LIVED milliseconds; SERVED: it had done its work until then. Returns
 * milliseconds to wait: none at first. One that never served gets to half a minute; where it did, or was killed from
 * outside, clients are waiting for the next, and that comes within a moment. */
int64_t back_off_ended(struct back_off *, int status, bool served, int64_t lived);

#endif
