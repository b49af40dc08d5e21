/* openat2(2) has no wrapper in glibc 2.36, preadv2(2) none in musl before 1.2.5; O_PATH. */
#define _GNU_SOURCE
#include "base/beneath_system.h"

#include "base/beneath_component.h"
#include "base/system.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#ifndef RWF_NOWAIT
#include <linux/fs.h>
#endif

enum { LOOKING = O_PATH | O_CLOEXEC };

static int open_by_kernel(int root, const char *path, int flags)
{
    struct open_how how = {.flags = (unsigned)flags,
                           .resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS | RESOLVE_NO_SYMLINKS};
    long fd;
    do
        fd = syscall(SYS_openat2, root, path, &how, sizeof how);
    while (fd < 0 && (errno == EINTR || errno == EAGAIN));
    return (int)fd;
}

int beneath_system_open(int root, char *path, int flags)
{
    int fd = open_by_kernel(root, path, flags);
    return fd < 0 && errno == ENOSYS ? beneath_component_open(root, path, flags) : fd;
}

int beneath_system_folder(int root, char *path)
{
    return beneath_system_open(root, path, LOOKING | O_DIRECTORY);
}

int beneath_system_stat(int root, char *path, struct stat *st)
{
    int fd = beneath_system_open(root, path, LOOKING);
    int result = fd < 0 ? -1 : fstat(fd, st), reason = errno;
    if (fd >= 0)
        close(fd);
    errno = reason;
    return result;
}

int beneath_system_born(int root, char *path, int64_t *ns)
{
    int fd = beneath_system_open(root, path, LOOKING);
    if (fd < 0)
        return -1;
    *ns = system_born(fd, "");
    close(fd);
    return 0;
}

bool beneath_system_by_kernel(void)
{
    int fd = open_by_kernel(AT_FDCWD, ".", O_RDONLY | O_CLOEXEC);
    bool known = fd >= 0 || errno != ENOSYS;
    if (fd >= 0)
        close(fd);
    return known;
}

bool beneath_system_read_now(int fd, uint64_t offset, void *into, size_t n)
{
    struct iovec bytes = {into, n};
    /* The kernel takes the offset as two words, whatever the size of a word. */
    return syscall(SYS_preadv2, fd, &bytes, 1, (long)offset, (long)(offset >> 32), RWF_NOWAIT) == (ssize_t)n;
}
