/* O_PATH, AT_EMPTY_PATH and POLLRDHUP are Linux's. */
#define _GNU_SOURCE
#include "server/socket_file.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

/* Through a handle: a moment later something else may be at the path. */
bool socket_file_give(const char *path, const struct identity *owner, const struct identity *who, bool *is_ours,
                      struct stat *st)
{
    int file = open(path, O_PATH | O_NOFOLLOW | O_CLOEXEC);
    *is_ours = file >= 0 && fstat(file, st) == 0 && S_ISSOCK(st->st_mode) && st->st_uid == owner->user;
    if (file >= 0 && !*is_ours)
        errno = EEXIST;
    bool given = *is_ours && (!who->change || st->st_gid == who->group ||
                              fchownat(file, "", (uid_t)-1, who->group, AT_EMPTY_PATH) == 0);
    int reason = errno;
    if (file >= 0)
        close(file);
    errno = reason;
    return given;
}

bool socket_file_is_shut(int fd)
{
    struct pollfd end = {.fd = fd, .events = POLLRDHUP};
    return poll(&end, 1, 0) < 0 || (end.revents & (POLLRDHUP | POLLHUP | POLLERR));
}
