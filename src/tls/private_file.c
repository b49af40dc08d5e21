#include "tls/private_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static enum err fail(struct diag *diag, str path, const char *what, const char *instead)
{
    int reason = errno;
    diag_add(diag, SEVERITY_ERROR, path, 0, "%s: %s; %s", what, strerror(reason), instead);
    errno = reason;
    return ERR_IO;
}

enum err private_folder(str path, struct diag *diag)
{
    struct arena *arena = arena_create();
    char *z = arena_z(arena, path);
    enum err err = OK;
    for (size_t i = 1; i <= path.n && err == OK; i++) {
        if (z[i] != '/' && z[i] != '\0')
            continue;
        char kept = z[i];
        z[i] = '\0';
        if (mkdir(z, 0700) != 0 && errno != EEXIST && errno != EISDIR)
            err = fail(diag, path, "cannot be made", "make the folder, or name another one with --certs");
        z[i] = kept;
    }
    arena_destroy(arena);
    return err;
}

static bool write_all(int fd, str text)
{
    while (text.n) {
        ssize_t n = write(fd, text.p, text.n);
        if (n < 0 && errno != EINTR)
            return false;
        if (n > 0)
            text = str_from(text, (size_t)n);
    }
    return fsync(fd) == 0;
}

static bool publish(const char *from, const char *to, bool replace)
{
    if (replace)
        return rename(from, to) == 0;
    bool linked = link(from, to) == 0;
    int reason = errno;
    unlink(from);
    errno = reason;
    return linked;
}

enum err private_write(str path, str text, unsigned mode, bool replace, struct diag *diag)
{
    struct arena *arena = arena_create();
    char *to = arena_z(arena, path);
    str beside = arena_printf(arena, "%.*s.%ld.new", STR_ARG(path), (long)getpid());
    unlink(beside.p);
    int fd = open(beside.p, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, (mode_t)mode);
    bool done = fd >= 0 && fchmod(fd, (mode_t)mode) == 0 && write_all(fd, text);
    if (fd >= 0) {
        int reason = errno;
        close(fd);
        errno = reason;
        done = done && publish(beside.p, to, replace);
        if (!done) {
            reason = errno;
            unlink(beside.p);
            errno = reason;
        }
    }
    enum err err = OK;
    if (!done && errno == EEXIST)
        err = ERR_ACCESS;
    else if (!done)
        err = fail(diag, path, "cannot be written", "let this user write there, or name another folder with --certs");
    arena_destroy(arena);
    return err;
}

enum err private_read(str path, size_t max, struct arena *arena, str *out)
{
    int fd = open(arena_z(arena, path), O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (fd < 0)
        return errno == ENOENT ? ERR_NOT_FOUND : ERR_IO;
    char *bytes = arena_alloc(arena, max + 1, 1);
    size_t used = 0;
    ssize_t n = 1;
    while (n != 0 && used <= max) {
        n = read(fd, bytes + used, max + 1 - used);
        if (n < 0 && errno != EINTR)
            break;
        used += n > 0 ? (size_t)n : 0;
    }
    int reason = errno;
    close(fd);
    errno = reason;
    *out = (str){bytes, used};
    return n < 0 ? ERR_IO : used > max ? ERR_LIMIT : OK;
}
