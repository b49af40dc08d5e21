#ifndef NET_CONN_CLOSE_H
#define NET_CONN_CLOSE_H

#include "net/conn.h"

/* Frees everything that a request holds, which may happen before the connection ends. */
void conn_end_request(struct conn *);
void conn_close(struct conn *);

#endif
