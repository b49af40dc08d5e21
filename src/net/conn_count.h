#ifndef NET_CONN_COUNT_H
#define NET_CONN_COUNT_H

#include "net/conn.h"

/* The records that a connection leaves: a line in the access log, and numbers in the metrics of its worker. */

/* From a clock of its own: the loop's clock stands still within a turn. */
uint64_t conn_microseconds(void);

void conn_count_accepted(const struct conn *);
/* Counts a connection that has ended in HANDSHAKE; a client that says nothing at all has not begun one. */
void conn_count_handshake(const struct conn *);
void conn_count_timeout(const struct conn *); /* no request came in time */
void conn_count_breach(const struct conn *);  /* TLS failed after the handshake */
void conn_count_offence(const struct conn *, enum metrics_offence);
void conn_count_cache(const struct conn *);
void conn_count_request(struct conn *); /* once it is answered, or will not be */

#endif
