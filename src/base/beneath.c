/* Linux only: openat2(2) has no wrapper in glibc 2.36. */
#define _GNU_SOURCE
#include "base/beneath.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

enum { READING = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY, LOOKING = O_PATH | O_CLOEXEC };
enum { LINK_BYTES = 4096 }; /* PATH_MAX: no link is longer */

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

/* The same for kernels and tools without openat2; it changes PATH. */
static int open_by_component(int root, char *path, int flags)
{
    int at = root;
    if (*path == '/') {
        errno = EXDEV;
        return -1;
    }
    for (char *name = path, *slash; name; name = slash) {
        slash = NULL;
        for (char *c = name; *c && !slash; c++)
            if (*c == '/')
                slash = c;
        if (slash)
            *slash++ = '\0';
        bool climbs = name[0] == '.' && name[1] == '.' && name[2] == '\0';
        int next = climbs ? -1 : openat(at, *name ? name : ".", flags | O_NOFOLLOW | (slash ? O_DIRECTORY : 0));
        int saved = climbs ? EXDEV : errno;
        /* O_DIRECTORY on a link gives ENOTDIR; the link is the reason. */
        struct stat st;
        if (next < 0 && saved == ENOTDIR && fstatat(at, name, &st, AT_SYMLINK_NOFOLLOW) == 0 && S_ISLNK(st.st_mode))
            saved = ELOOP;
        if (at != root)
            close(at);
        errno = saved;
        if (next < 0)
            return -1;
        at = next;
    }
    return at;
}

bool beneath_by_kernel(void)
{
    int fd = open_by_kernel(AT_FDCWD, ".", READING);
    bool known = fd >= 0 || errno != ENOSYS;
    if (fd >= 0)
        close(fd);
    return known;
}

static enum err open_as(int root, str path, int flags, int *fd, struct stat *st)
{
    if (str_has_char(path, '\0'))
        return ERR_NOT_FOUND;
    struct arena *scratch = arena_create();
    char *name = arena_z(scratch, path.n ? path : STR("."));
    int opened = open_by_kernel(root, name, flags);
    if (opened < 0 && errno == ENOSYS)
        opened = open_by_component(root, name, flags);
    enum err err = opened < 0 ? err_of_errno() : OK;
    /* O_PATH with O_NOFOLLOW opens a link itself. */
    if (err == OK && (fstat(opened, st) != 0 || S_ISLNK(st->st_mode))) {
        err = S_ISLNK(st->st_mode) ? ERR_ACCESS : ERR_IO;
        close(opened);
    }
    if (err == OK)
        *fd = opened;
    arena_destroy(scratch);
    return err;
}

enum err beneath_open(int root, str path, int *fd, struct stat *st)
{
    return open_as(root, path, READING, fd, st);
}

enum err beneath_stat(int root, str path, struct stat *st)
{
    int fd;
    enum err err = open_as(root, path, LOOKING, &fd, st);
    if (err == OK)
        close(fd);
    return err;
}

enum err beneath_born(int root, str path, int64_t *born_ns)
{
    struct stat st;
    struct statx made;
    int fd;
    enum err err = open_as(root, path, LOOKING, &fd, &st);
    if (err != OK)
        return err;
    bool known = statx(fd, "", AT_EMPTY_PATH, STATX_BTIME, &made) == 0 && made.stx_mask & STATX_BTIME;
    close(fd);
    /* Some file systems give 0 for what they do not keep. */
    if (!known || made.stx_btime.tv_sec <= 0)
        return ERR_NOT_FOUND;
    *born_ns = made.stx_btime.tv_sec * 1000000000 + made.stx_btime.tv_nsec;
    return OK;
}

enum err beneath_read_link(int root, str path, struct arena *arena, str *text)
{
    struct stat st;
    size_t slash = str_find_last(path, '/');
    int folder = root;
    *text = (str){0};
    if (str_has_char(path, '\0'))
        return ERR_NOT_FOUND;
    enum err err = slash == STR_NONE ? OK : open_as(root, str_first(path, slash), LOOKING | O_DIRECTORY, &folder, &st);
    if (err != OK)
        return err;
    char *bytes = arena_alloc(arena, LINK_BYTES, 1);
    ssize_t n =
        readlinkat(folder, arena_z(arena, slash == STR_NONE ? path : str_from(path, slash + 1)), bytes, LINK_BYTES);
    if (n >= 0)
        *text = (str){bytes, (size_t)n};
    else if (errno != EINVAL)
        err = err_of_errno();
    int reason = errno;
    if (folder != root)
        close(folder);
    errno = reason;
    return err;
}

enum err beneath_open_file(int root, str path, int *fd, struct stat *st)
{
    int opened;
    enum err err = beneath_open(root, path, &opened, st);
    if (err != OK)
        return err;
    if (!S_ISREG(st->st_mode)) {
        close(opened);
        return ERR_NOT_FOUND;
    }
    *fd = opened;
    return OK;
}

/* Reads until the end: the file may have grown or shrunk since the stat. */
static enum err read_all(int fd, size_t expected, size_t max, struct arena *arena, str *out)
{
    size_t capacity = expected + 1, n = 0;
    char *p = arena_alloc(arena, capacity, 1);
    for (;;) {
        ssize_t got = read(fd, p + n, capacity - n);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return ERR_IO;
        if (got == 0)
            break;
        n += (size_t)got;
        if (n > max)
            return ERR_LIMIT;
        p = arena_grow(arena, p, n, &capacity, 1);
    }
    *out = (str){p, n};
    return OK;
}

enum err beneath_read_open(int fd, const struct stat *st, size_t max, struct arena *arena, str *out)
{
    if (st->st_size < 0 || (uint64_t)st->st_size > max)
        return ERR_LIMIT;
    return read_all(fd, (size_t)st->st_size, max, arena, out);
}

enum err beneath_read(int root, str path, size_t max, struct arena *arena, str *out)
{
    int fd;
    struct stat st;
    enum err err = beneath_open_file(root, path, &fd, &st);
    if (err != OK)
        return err;
    err = beneath_read_open(fd, &st, max, arena, out);
    close(fd);
    return err;
}

bool beneath_read_now(int fd, uint64_t offset, void *into, size_t n)
{
    struct iovec bytes = {into, n};
    return preadv2(fd, &bytes, 1, (off_t)offset, RWF_NOWAIT) == (ssize_t)n;
}

static bool is_byte_in_memory(int fd, uint64_t offset)
{
    char byte;
    return beneath_read_now(fd, offset, &byte, 1);
}

/* The bytes between were read with both ends, as the kernel reads ahead. */
bool beneath_is_in_memory(int fd, uint64_t offset, size_t n)
{
    return is_byte_in_memory(fd, offset) && is_byte_in_memory(fd, offset + n - 1);
}

bool beneath_has(int root, str path)
{
    struct stat st;
    str target = STR("");
    if (beneath_stat(root, path, &st) == OK)
        return true;
    struct arena *scratch = arena_create();
    bool found = beneath_read_link(root, path, scratch, &target) == OK && target.n;
    arena_destroy(scratch);
    return found;
}
