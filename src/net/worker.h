#ifndef NET_WORKER_H
#define NET_WORKER_H

#include "net/options.h"

#include <signal.h>

/* What a worker is told when another one takes over its sockets, and who waits in their queues with them. */
enum { NET_SUCCEEDED = SIGQUIT };

/* Serves until NET_SUCCEEDED, or until SIGTERM or SIGINT, which end the whole server; then closes its sockets and lets
 * transfers finish. Returns the process's exit code. */
int net_run(const struct net_options *);

/* From here on the listeners of those who are ABSENT are accepted from as well, and no others' but this worker's. */
void net_stand_in(struct net *, const struct net_absent *absent);

/* From here on the access log is FD, which is taken over; lines that wait go to the one before, which is closed. */
void net_change_log(struct net *, int fd);

/* From here on who asks about the server comes by FD, which is taken over; the socket before is closed. */
void net_change_status(struct net *, int fd);

#endif
