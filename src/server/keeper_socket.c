/* SOCK_SEQPACKET pairs that end with exec. */
#define _GNU_SOURCE
#include "server/keeper_socket.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

struct keeper_socket *keeper_sockets_open(size_t workers, struct arena *arena, struct diag *diag)
{
    struct keeper_socket *sockets = ARENA_ARRAY(arena, struct keeper_socket, workers);
    for (size_t i = 0; i < workers; i++) {
        int ends[2];
        if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0) {
            diag_add(diag, SEVERITY_ERROR, STR(""), 0, "no socket between processes: %s", strerror(errno));
            keeper_sockets_close(sockets, i);
            return NULL;
        }
        fcntl(ends[0], F_SETFL, O_NONBLOCK);
        sockets[i] = (struct keeper_socket){ends[0], ends[1]};
    }
    return sockets;
}

void keeper_sockets_close(const struct keeper_socket *sockets, size_t count)
{
    for (size_t i = 0; sockets && i < count; i++) {
        close(sockets[i].worker);
        close(sockets[i].keeper);
    }
}
