#ifndef NET_STATUS_H
#define NET_STATUS_H

#include "net/loop.h"

/*
 * A responder for questions about the server, on its UNIX socket: it reads one line, the name of a format
 * (net/status_format.h), and answers with the report and the end of the stream.
 */
struct status;

/* NULL: there is no such socket, or listening on it failed; the log says why. */
struct status *status_open(struct net *);
/* Answers on the socket FD from now on, which is taken over; the one before is closed. */
void status_change(struct status *, int fd);
void status_close(struct status *);   /* accepts no more, and drops those that are being answered; NULL is fine */
void status_destroy(struct status *); /* after the loop has ended; NULL is fine */

#endif
