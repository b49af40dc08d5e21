#ifndef NET_ADMISSION_H
#define NET_ADMISSION_H

#include "net/conn.h"

/* How connections come in: known by the right address, within the limits, and at the rate that is theirs. */
enum admission {
    ADMISSION_WAITS,   /* in OPEN: for its first bytes, or for its turn */
    ADMISSION_BEGUN,   /* in OPEN: there is something to look at */
    ADMISSION_REFUSED, /* in RESPOND: its response says so */
    ADMISSION_NEVER    /* to be closed */
};

/* CONN is new, its address whose it came from. */
enum admission admission_begin(struct conn *);
/* OPEN, and a proxy's: the first bytes of it have come. */
enum admission admission_introduce(struct conn *);
/* OPEN, and its wait is over. */
enum admission admission_go_on(struct conn *);

#endif
