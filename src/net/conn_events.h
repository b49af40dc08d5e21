#ifndef NET_CONN_EVENTS_H
#define NET_CONN_EVENTS_H

#include "net/conn.h"

/* The events of a connection, from the first to the last: bytes and signatures that arrive, deadlines, its end. */

/* A new connection, within the limits or not; FD is taken over. PORT: the port it came in on. */
void conn_accept(struct net *, int fd, const struct sockaddr *peer, const struct conn_protocol *, int port);
void conn_abort(struct conn *); /* at once, whatever it is doing; also when it is closed already */

/* For the limits, CONTEXT is a struct net: closes the connection that has been silent longest, in favour of a new
 * one. */
bool conn_make_room(void *context);

#endif
