/* The repair of sockets that a worker may have changed and that others go on using. */
#define _GNU_SOURCE
#include "server/sockets.h"

#include "base/log.h"
#include "base/system.h"
#include "server/network.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/* When there is nothing to take off, that is an error, and all is well. */
static bool take_off(int fd, int option)
{
    int ignored = 0;
    return setsockopt(fd, SOL_SOCKET, option, &ignored, sizeof ignored) == 0 || errno == ENOENT ||
           errno == ENOPROTOOPT || errno == EINVAL;
}

bool socket_calm(int fd)
{
    int flags = fcntl(fd, F_GETFL);
    if (flags >= 0 && (flags & O_NONBLOCK) && !(flags & O_ASYNC))
        return true;
    return flags >= 0 && fcntl(fd, F_SETFL, (flags | O_NONBLOCK) & ~O_ASYNC) == 0;
}

/* A socket may be told to listen again and again; one that was shut down comes back to life at its address. */
static bool mend(int fd)
{
    return socket_calm(fd) && take_off(fd, SO_DETACH_FILTER) && take_off(fd, SO_DETACH_REUSEPORT_BPF) &&
           listen(fd, SOMAXCONN) == 0;
}

/* A new socket under the same number: every process started from now on has it. */
static bool bind_anew(const struct socket_group *g, int fd)
{
    struct network_address address;
    if (g->inherited || !network_address_parse(g->address, g->port, &address))
        return false;
    int fresh = sockets_bind(&address, false);
    bool replaced = fresh >= 0 && listen(fresh, SOMAXCONN) == 0 && system_duplicate(fresh, fd) == fd;
    if (fresh >= 0)
        close(fresh);
    return replaced;
}

static bool mend_or_replace(const struct socket_group *g, int fd)
{
    if (mend(fd))
        return false;
    int reason = errno;
    struct arena *arena = arena_create();
    str name = socket_group_name(g, arena);
    bool replaced = bind_anew(g, fd);
    if (replaced)
        log_error("a socket on %.*s has failed (%s); another one takes its place", STR_ARG(name), strerror(reason));
    arena_destroy(arena);
    return replaced;
}

bool sockets_mend(const struct socket_set *set)
{
    bool replaced = false;
    for (size_t i = 0; i < set->count; i++)
        for (size_t j = 0; j < set->groups[i].count; j++)
            replaced = mend_or_replace(&set->groups[i], set->groups[i].fds[j]) || replaced;
    return replaced;
}
