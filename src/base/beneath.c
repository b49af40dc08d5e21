#include "base/beneath.h"

#include "base/beneath_system.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

enum { READING = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY };
enum { LINK_BYTES = 4096 }; /* PATH_MAX: no link is longer */

bool beneath_by_kernel(void)
{
    return beneath_system_by_kernel();
}

enum err beneath_open(int root, str path, int *fd, struct stat *st)
{
    if (str_has_char(path, '\0'))
        return ERR_NOT_FOUND;
    struct arena *scratch = arena_create();
    int opened = beneath_system_open(root, arena_z(scratch, path.n ? path : STR(".")), READING);
    enum err err = opened < 0 ? err_of_errno() : OK;
    arena_destroy(scratch);
    if (err != OK)
        return err;
    if (fstat(opened, st) != 0) {
        close(opened);
        return ERR_IO;
    }
    *fd = opened;
    return OK;
}

enum err beneath_stat(int root, str path, struct stat *st)
{
    if (str_has_char(path, '\0'))
        return ERR_NOT_FOUND;
    struct arena *scratch = arena_create();
    bool known = beneath_system_stat(root, arena_z(scratch, path.n ? path : STR(".")), st) == 0;
    enum err err = known ? OK : err_of_errno();
    arena_destroy(scratch);
    return known && S_ISLNK(st->st_mode) ? ERR_ACCESS : err;
}

enum err beneath_born(int root, str path, int64_t *born_ns)
{
    if (str_has_char(path, '\0'))
        return ERR_NOT_FOUND;
    struct arena *scratch = arena_create();
    bool looked = beneath_system_born(root, arena_z(scratch, path.n ? path : STR(".")), born_ns) == 0;
    enum err err = looked ? OK : err_of_errno();
    arena_destroy(scratch);
    return err == OK && !*born_ns ? ERR_NOT_FOUND : err;
}

enum err beneath_read_link(int root, str path, struct arena *arena, str *text)
{
    size_t slash = str_find_last(path, '/');
    int folder = root;
    *text = (str){0};
    if (str_has_char(path, '\0'))
        return ERR_NOT_FOUND;
    if (slash != STR_NONE)
        folder = beneath_system_folder(root, arena_z(arena, slash ? str_first(path, slash) : STR("/")));
    if (folder < 0)
        return err_of_errno();
    enum err err = OK;
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
    return beneath_system_read_now(fd, offset, into, n);
}

static bool is_byte_in_memory(int fd, uint64_t offset)
{
    char byte = 0;
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
