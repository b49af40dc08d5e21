#include "base/system.h"

#include <fcntl.h>
#include <unistd.h>

static int close_by_exec(int fd)
{
    if (fd >= 0)
        fcntl(fd, F_SETFD, FD_CLOEXEC);
    return fd;
}

bool system_pipe(int ends[2])
{
    if (pipe(ends) != 0)
        return false;
    close_by_exec(ends[0]);
    close_by_exec(ends[1]);
    return true;
}

/* BSD passes the flags of the listening socket on, and Linux does not. */
int system_accept(int fd, struct sockaddr *peer, socklen_t *n)
{
    int taken = close_by_exec(accept(fd, peer, n));
    if (taken >= 0)
        fcntl(taken, F_SETFL, fcntl(taken, F_GETFL) | O_NONBLOCK);
    return taken;
}

int system_duplicate(int fd, int into)
{
    return close_by_exec(dup2(fd, into));
}

/* A folder must be readable, then. */
int system_look(int folder, const char *name, int flags)
{
    return openat(folder, name, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC | flags);
}

void system_name_process(const char *name)
{
    (void)name;
}

int64_t system_born(int folder, const char *path)
{
    (void)folder, (void)path;
    return 0;
}
