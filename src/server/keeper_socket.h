#ifndef SERVER_KEEPER_SOCKET_H
#define SERVER_KEEPER_SOCKET_H

#include "base/arena.h"
#include "base/diag.h"

/*
 * The two ends between a worker and the keeper. The parent keeps both ends, so that a successor takes over the waiting
 * messages, and nobody sees the other end close.
 */
struct keeper_socket {
    int worker, keeper;
};

struct keeper_socket *keeper_sockets_open(size_t workers, struct arena *, struct diag *); /* NULL on error */
void keeper_sockets_close(const struct keeper_socket *, size_t count);                    /* NULL is fine */

#endif
