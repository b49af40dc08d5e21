/* pipe2(2), accept4(2), dup3(2), O_PATH, prctl(2), and statx(2), for which musl before 1.2.5 has neither types nor a
 * call. */
#define _GNU_SOURCE
#include "base/system.h"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifndef STATX_BTIME
#include <linux/stat.h>
#endif

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

int64_t system_born(int folder, const char *path)
{
    struct statx made;
    bool known =
        syscall(SYS_statx, folder, path, AT_EMPTY_PATH, STATX_BTIME, &made) == 0 && made.stx_mask & STATX_BTIME;
    /* Some file systems give 0 for what they do not keep. */
    return known && made.stx_btime.tv_sec > 0 ? made.stx_btime.tv_sec * 1000000000 + made.stx_btime.tv_nsec : 0;
}
