#ifndef NET_CONN_RESPOND_H
#define NET_CONN_RESPOND_H

#include "net/conn.h"

/* The sending of a connection's response, from the request on until the kernel has all of it. */

/* The request is known, and its response is filled or a job will fill it. */
void conn_respond(struct conn *);
void conn_send(struct conn *);       /* the response, in RESPOND */
void conn_send_more(struct conn *);  /* as much as can be sent now */
void conn_go_on(struct loop_task *); /* the same, for conn.go_on */
void conn_flush(struct conn *);      /* nothing more is sent */

#endif
