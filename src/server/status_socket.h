#ifndef SERVER_STATUS_SOCKET_H
#define SERVER_STATUS_SOCKET_H

#include "base/diag.h"
#include "base/str.h"
#include "server/privileges.h"

/*
 * The UNIX socket of `status:`. The parent makes it and keeps it over all generations; any worker answers on it. Root
 * and the group of the workers may ask.
 */
struct status_socket;

/* Replaces the socket of a server that is gone. NULL: DIAG has the reason, and nothing was replaced. One reference. */
struct status_socket *status_socket_open(str path, const struct identity *, struct diag *);
struct status_socket *status_socket_ref(struct status_socket *);
/* The last one removes it, unless another has been put in its place. NULL is fine. */
void status_socket_unref(struct status_socket *);

/*
 * Undoes whatever a worker may have done to it. False: it was shut down, and a UNIX socket does not come back to life.
 * For NULL, and for one that could not be renewed: true.
 */
bool status_socket_mend(const struct status_socket *);
/*
 * Makes it anew at its path, with another descriptor, and closes the one before. False: DIAG has the reason, and the
 * dead one stays.
 */
bool status_socket_renew(struct status_socket *, struct diag *);

int status_socket_fd(const struct status_socket *); /* for NULL: -1 */
/* True when it is at PATH, and still there. */
bool status_socket_is_at(const struct status_socket *, str path);

/* A connection to the server that listens at PATH, or -1: errno has the reason. */
int status_socket_connect(str path);

#endif
