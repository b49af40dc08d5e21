#ifndef NET_WORKER_H
#define NET_WORKER_H

#include "net/options.h"

#include <signal.h>

/* The signal that tells a worker that another one takes over its sockets, and the connections in their queues. */
enum { NET_SUCCEEDED = SIGQUIT };

/*
 * Serves until NET_SUCCEEDED, or until SIGTERM or SIGINT, which end the whole server; then closes its sockets and lets
 * transfers finish. Returns the process's exit code.
 */
int net_run(const struct net_options *);

/*
 * Accepts from now on also from the listeners of the workers that are ABSENT, besides this worker's own, and from no
 * others.
 */
void net_stand_in(struct net *, const struct net_absent *absent);

/* Writes the access log to FD from now on, which is taken over; waiting lines go to the one before, which is closed. */
void net_change_log(struct net *, int fd);

/* Takes questions about the server from the socket FD from now on, which is taken over; the one before is closed. */
void net_change_status(struct net *, int fd);

#endif
