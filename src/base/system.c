/* pipe2(2), accept4(2), dup3(2), O_PATH and prctl(2). */
#define _GNU_SOURCE
#include "base/system.h"

#include <fcntl.h>
#include <sys/prctl.h>
#include <unistd.h>

bool system_pipe(int ends[2])
{
    return pipe2(ends, O_CLOEXEC) == 0;
}

int system_accept(int fd, struct sockaddr *peer, socklen_t *n)
{
    return accept4(fd, peer, n, SOCK_NONBLOCK | SOCK_CLOEXEC);
}

int system_duplicate(int fd, int into)
{
    return dup3(fd, into, O_CLOEXEC);
}

int system_look(int folder, const char *name, int flags)
{
    return openat(folder, name, O_PATH | O_CLOEXEC | flags);
}

void system_name_process(const char *name)
{
    prctl(PR_SET_NAME, name, 0, 0, 0);
}
