#ifndef NET_CONN_RESPOND_H
#define NET_CONN_RESPOND_H

#include "net/conn.h"

/* The sending of a connection's response, from the request on until all of it is with the kernel. */

/* The request is known, and its response filled or a job's. */
void conn_respond(struct conn *);
void conn_send(struct conn *);       /* the response, in RESPOND */
void conn_send_more(struct conn *);  /* as much as can be sent now */
void conn_go_on(struct loop_task *); /* the same, for conn.go_on */
void conn_flush(struct conn *);      /* nothing more is sent */

#endif
