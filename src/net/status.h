#ifndef NET_STATUS_H
#define NET_STATUS_H

#include "net/loop.h"

/* Answers who asks about the server over its UNIX socket: one line, the name of a format (net/status_format.h), then
 * the report and the end. */
struct status;

/* NULL: there is no such socket, or it cannot be listened on; the log says why. */
struct status *status_open(struct net *);
/* Answers on the socket FD from here on, which is taken over; the one before is closed. */
void status_change(struct status *, int fd);
void status_close(struct status *);   /* accepts no more, and drops who is being answered; NULL is fine */
void status_destroy(struct status *); /* after the loop has ended; NULL is fine */

#endif
