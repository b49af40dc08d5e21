#ifndef NET_CONN_COUNT_H
#define NET_CONN_COUNT_H

#include "net/conn.h"

/* What a connection leaves behind: a line in the access log, and numbers in the metrics of its worker. */

/* Of a clock of its own: that of the loop stands still within a turn. */
uint64_t conn_microseconds(void);

void conn_count_accepted(const struct conn *);
/* One that has come to its end, in HANDSHAKE; who says nothing at all has begun none. */
void conn_count_handshake(const struct conn *);
void conn_count_timeout(const struct conn *); /* nothing was asked in time */
void conn_count_breach(const struct conn *);  /* TLS has failed after the handshake */
void conn_count_offence(const struct conn *, enum metrics_offence);
void conn_count_cache(const struct conn *);
void conn_count_request(struct conn *); /* once it is answered, or will not be */

#endif
