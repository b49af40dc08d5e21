#ifndef NET_CONN_CLOSE_H
#define NET_CONN_CLOSE_H

#include "net/conn.h"

/* What a request holds goes, which it may before its connection does. */
void conn_end_request(struct conn *);
void conn_close(struct conn *);

#endif
