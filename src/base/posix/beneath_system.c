#include "base/beneath_system.h"

#include "base/beneath_component.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

int beneath_system_open(int root, char *path, int flags)
{
    return beneath_component_open(root, path, flags);
}

int beneath_system_folder(int root, char *path)
{
    return beneath_component_open(root, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NONBLOCK);
}

/* Of an entry that may not be read, too. */
int beneath_system_stat(int root, char *path, struct stat *st)
{
    char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    if (slash)
        *slash = '\0';
    if (strcmp(name, "..") == 0) {
        errno = EXDEV;
        return -1;
    }
    int folder = slash ? beneath_system_folder(root, path) : root;
    int result = folder < 0 ? -1 : fstatat(folder, *name ? name : ".", st, AT_SYMLINK_NOFOLLOW), reason = errno;
    if (slash && folder >= 0)
        close(folder);
    errno = reason;
    return result;
}

/* POSIX keeps no such time. */
int beneath_system_born(int root, char *path, int64_t *ns)
{
    struct stat st;
    *ns = 0;
    return beneath_system_stat(root, path, &st);
}

bool beneath_system_by_kernel(void)
{
    return false;
}

/* Whether it would wait is not known, and what is asked is little: readers wait for each other's disk, then. */
bool beneath_system_read_now(int fd, uint64_t offset, void *into, size_t n)
{
    return pread(fd, into, n, (off_t)offset) == (ssize_t)n;
}
