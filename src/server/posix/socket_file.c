#include "server/socket_file.h"

#include <errno.h>
#include <poll.h>
#include <unistd.h>

bool socket_file_give(const char *path, const struct identity *owner, const struct identity *who, bool *is_ours,
                      struct stat *st)
{
    bool found = lstat(path, st) == 0;
    *is_ours = found && S_ISSOCK(st->st_mode) && st->st_uid == owner->user;
    if (found && !*is_ours)
        errno = EEXIST;
    return *is_ours && (!who->change || st->st_gid == who->group || lchown(path, (uid_t)-1, who->group) == 0);
}

bool socket_file_is_shut(int fd)
{
    struct pollfd end = {.fd = fd, .events = POLLIN};
    return poll(&end, 1, 0) < 0 || (end.revents & (POLLHUP | POLLERR));
}
