#ifndef NET_ADMISSION_H
#define NET_ADMISSION_H

#include "net/conn.h"

/* How connections come in: known by the right address, within the limits, and at the rate that is theirs. */

/* CONN is new, its address whose it came from. It is in OPEN afterwards, refused in RESPOND, or closed. */
void admission_begin(struct conn *);
/* OPEN, and a proxy's: the first bytes of it have come. */
void admission_introduce(struct conn *);
/* OPEN, and its wait is over. */
void admission_go_on(struct conn *);

/* For the limits, CONTEXT is a struct net: closes who has been silent longest, in favour of somebody new. */
bool admission_make_room(void *context);

#endif
