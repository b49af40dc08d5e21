#include "server/log_file.h"

#include "server/file_system.h"
#include "server/place_owner.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MODE = 0640 };

static void say_why(str path, const struct identity *owner, int reason, struct diag *diag)
{
    const char *why = reason == ENXIO ? "nothing reads this pipe" : strerror(reason);
    if (!owner->change) {
        diag_add(diag, SEVERITY_ERROR, STR(""), 0,
                 "the access log %.*s cannot be written: %s; make its folder, or change log: access", STR_ARG(path),
                 why);
        return;
    }
    struct arena *arena = arena_create();
    str user = identity_name(owner, arena);
    diag_add(
        diag, SEVERITY_ERROR, STR(""), 0,
        "the access log %.*s cannot be written by user %.*s, who may change the folders that it lies in, so that root "
        "does not write there: %s; make it that user's (chown %.*s %.*s), or name a place where only root may write "
        "with "
        "log: access",
        STR_ARG(path), STR_ARG(user), why, STR_ARG(user), STR_ARG(path));
    arena_destroy(arena);
}

/* The owner of the place may have put something else there. */
static bool is_fit(int fd, const struct identity *owner)
{
    struct stat st;
    if (fstat(fd, &st) != 0 || S_ISBLK(st.st_mode))
        return false;
    if (!owner->change)
        return true;
    if (S_ISCHR(st.st_mode))
        return st.st_uid == 0;
    return S_ISREG(st.st_mode) && !file_system_is_of_processes(fd);
}

/* Opens it without waiting for the reader of a FIFO. */
static int open_as(str path, const struct identity *owner)
{
    struct privileges before;
    if (!privileges_assume(owner, &before))
        return -1;
    struct arena *arena = arena_create();
    int fd = open(arena_z(arena, path), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOCTTY | O_NONBLOCK, MODE);
    privileges_resume(&before);
    arena_destroy(arena);
    return fd;
}

int log_file_open(str path, const struct identity *workers, struct diag *diag)
{
    struct identity owner = {.change = false};
    int fd = place_owner(path, workers, &owner) == OK ? open_as(path, &owner) : -1;
    if (fd < 0) {
        say_why(path, &owner, errno, diag);
        return -1;
    }
    if (is_fit(fd, &owner))
        return fd;
    close(fd);
    diag_add(diag, SEVERITY_ERROR, STR(""), 0,
             "the access log %.*s is not a regular file; remove it, or name another with log: access", STR_ARG(path));
    return -1;
}
