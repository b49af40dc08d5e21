#include "cli/output.h"

#include "base/arena.h"
#include "base/log.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static enum err say_failed(str path)
{
    log_error("%.*s: cannot be written: %s", STR_ARG(path), strerror(errno));
    return ERR_IO;
}

enum err output_write(int fd, str bytes)
{
    while (bytes.n) {
        ssize_t n = write(fd, bytes.p, bytes.n);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return ERR_IO;
        bytes = str_from(bytes, (size_t)n);
    }
    return OK;
}

enum err output_stdout(str bytes)
{
    return output_write(STDOUT_FILENO, bytes) == OK ? OK : say_failed(STR("standard output"));
}

enum err output_flush(void)
{
    return fflush(stdout) == 0 && !ferror(stdout) ? OK : say_failed(STR("standard output"));
}

static enum err write_in_place(const char *path, str bytes)
{
    int fd = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
    if (fd < 0)
        return ERR_IO;
    enum err err = output_write(fd, bytes);
    return close(fd) == 0 ? err : ERR_IO;
}

/* The mode that open(2) would have given: mkstemp makes files that only their owner may read. */
static mode_t usual_mode(const struct stat *old)
{
    if (old)
        return old->st_mode & 07777;
    mode_t mask = umask(0);
    umask(mask);
    return 0666 & ~mask;
}

static enum err write_beside(const char *path, char *beside, mode_t mode, str bytes)
{
    int fd = mkstemp(beside);
    if (fd < 0)
        return ERR_IO;
    bool written = output_write(fd, bytes) == OK && fchmod(fd, mode) == 0 && fsync(fd) == 0;
    int reason = errno;
    if (close(fd) != 0 && written) {
        written = false;
        reason = errno;
    }
    if (written && rename(beside, path) == 0)
        return OK;
    if (written)
        reason = errno;
    unlink(beside);
    errno = reason;
    return ERR_IO;
}

enum err output_replace(str path, str bytes)
{
    struct arena *arena = arena_create();
    char *name = arena_z(arena, path);
    struct stat old;
    bool exists = stat(name, &old) == 0;
    enum err err;
    if (exists && !S_ISREG(old.st_mode)) {
        err = write_in_place(name, bytes);
    } else {
        char *beside = arena_z(arena, arena_printf(arena, "%s.XXXXXX", name));
        err = write_beside(name, beside, usual_mode(exists ? &old : NULL), bytes);
    }
    int reason = errno;
    arena_destroy(arena);
    errno = reason;
    return err == OK ? OK : say_failed(path);
}
