#ifndef NET_ADMISSION_H
#define NET_ADMISSION_H

#include "net/conn.h"

/* The admission of connections: by their true address, within the limits, and at their permitted rate. */
enum admission {
    ADMISSION_WAITS,   /* in OPEN: for its first bytes, or for its turn */
    ADMISSION_BEGUN,   /* in OPEN: there are bytes to process */
    ADMISSION_REFUSED, /* in RESPOND: its response says so */
    ADMISSION_NEVER    /* to be closed */
};

/* CONN is new, and its address is the socket's. */
enum admission admission_begin(struct conn *);
/* CONN is in OPEN and a proxy's: the first bytes have come from it. */
enum admission admission_introduce(struct conn *);
/* CONN is in OPEN, and its wait is over. */
enum admission admission_go_on(struct conn *);

#endif
