#include "server/status_socket.h"

#include "base/arena.h"
#include "server/place_owner.h"
#include "server/socket_file.h"
#include "server/sockets.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

enum { BACKLOG = 64, NOT_FOR_OTHERS = 0117, FOLDER_MODE = 0755 };

struct status_socket {
    struct arena *arena;
    char *path;
    int fd;
    bool lost;             /* it was shut down, and no other could be made in its place */
    struct identity owner; /* the user who makes and removes it */
    struct identity who;   /* their group may ask */
    dev_t device;
    ino_t inode;
    size_t references;
};

static bool make_address(str path, struct sockaddr_un *out)
{
    *out = (struct sockaddr_un){.sun_family = AF_UNIX};
    if (path.n == 0 || path.n >= sizeof out->sun_path) {
        errno = ENAMETOOLONG;
        return false;
    }
    memcpy(out->sun_path, path.p, path.n);
    return true;
}

static int make_socket(void)
{
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);
    if (fd >= 0)
        fcntl(fd, F_SETFD, FD_CLOEXEC);
    return fd;
}

static void close_quietly(int fd)
{
    int reason = errno;
    close(fd);
    errno = reason;
}

int status_socket_connect(str path)
{
    struct sockaddr_un address;
    if (!make_address(path, &address))
        return -1;
    int fd = make_socket();
    if (fd < 0 || connect(fd, (const struct sockaddr *)&address, sizeof address) == 0)
        return fd;
    close_quietly(fd);
    return -1;
}

/* /run is empty after each start of the machine. */
static void make_folder(const char *path, struct arena *arena)
{
    str whole = str_of(path);
    size_t slash = str_find_last(whole, '/');
    if (slash != STR_NONE && slash > 0)
        mkdir(arena_z(arena, str_first(whole, slash)), FOLDER_MODE);
}

/* Only a socket on which nobody listens may be removed. Returns errno, or 0: the place is free. */
static int make_room(const char *path)
{
    struct stat st;
    if (lstat(path, &st) != 0)
        return errno == ENOENT ? 0 : errno;
    if (!S_ISSOCK(st.st_mode))
        return EEXIST;
    int fd = status_socket_connect(str_of(path));
    if (fd >= 0) {
        close(fd);
        return EADDRINUSE;
    }
    return errno == ECONNREFUSED && unlink(path) == 0 ? 0 : errno;
}

static int bind_at(const char *path)
{
    struct sockaddr_un address;
    if (!make_address(str_of(path), &address))
        return -1;
    int fd = make_socket();
    if (fd < 0)
        return -1;
    mode_t before = umask(NOT_FOR_OTHERS);
    bool bound = bind(fd, (const struct sockaddr *)&address, sizeof address) == 0;
    umask(before);
    if (bound && listen(fd, BACKLOG) == 0 && socket_calm(fd))
        return fd;
    close_quietly(fd);
    return -1;
}

static bool give_to_group(struct status_socket *s)
{
    struct stat st;
    bool is_ours = false;
    bool given = socket_file_give(s->path, &s->owner, &s->who, &is_ours, &st);
    s->device = is_ours ? st.st_dev : 0;
    s->inode = is_ours ? st.st_ino : 0;
    return given;
}

static void say_why(const struct status_socket *s, int reason, struct diag *diag)
{
    if (reason == EADDRINUSE)
        diag_add(diag, SEVERITY_ERROR, STR(""), 0,
                 "the status socket %s belongs to another running server; stop that one, or choose another place with "
                 "status:",
                 s->path);
    else if (reason == EEXIST)
        diag_add(diag, SEVERITY_ERROR, STR(""), 0,
                 "%s is not a socket and will not be replaced; choose another place with status:", s->path);
    else if (s->owner.change)
        diag_add(
            diag, SEVERITY_ERROR, STR(""), 0,
            "the status socket %s cannot be made by user %.*s, who may change the folders that it lies in, so that "
            "root does not write there: %s; let that user write in its folder, or choose another place with status:",
            s->path, STR_ARG(identity_name(&s->owner, s->arena)), strerror(reason));
    else
        diag_add(diag, SEVERITY_ERROR, STR(""), 0,
                 "the status socket %s cannot be made: %s; make its folder, or choose another place with status:",
                 s->path, strerror(reason));
}

/* Returns errno, or 0: the socket listens. */
static int make_as_owner(struct status_socket *s)
{
    struct privileges before;
    if (!privileges_assume(&s->owner, &before))
        return errno;
    make_folder(s->path, s->arena);
    int reason = make_room(s->path);
    if (!reason) {
        s->fd = bind_at(s->path);
        reason = s->fd < 0 ? errno : 0;
    }
    privileges_resume(&before);
    return reason;
}

/* Returns errno, or 0: it is there. */
static int make(struct status_socket *s)
{
    int reason = make_as_owner(s);
    return reason || give_to_group(s) ? reason : errno;
}

struct status_socket *status_socket_open(str path, const struct identity *who, struct diag *diag)
{
    struct arena *arena = arena_create();
    struct status_socket *s = ARENA_NEW(arena, struct status_socket);
    *s = (struct status_socket){.arena = arena, .path = arena_z(arena, path), .fd = -1, .who = *who, .references = 1};
    int reason = place_owner(path, who, &s->owner) == OK ? 0 : errno;
    if (!s->owner.change)
        s->owner.user = geteuid();
    if (!reason)
        reason = make(s);
    if (!reason)
        return s;
    say_why(s, reason, diag);
    if (s->fd >= 0)
        close(s->fd);
    arena_destroy(arena);
    return NULL;
}

struct status_socket *status_socket_ref(struct status_socket *s)
{
    s->references++;
    return s;
}

bool status_socket_is_at(const struct status_socket *s, str path)
{
    struct stat st;
    return !s->lost && str_eq(str_of(s->path), path) && lstat(s->path, &st) == 0 && st.st_dev == s->device &&
           st.st_ino == s->inode;
}

void status_socket_unref(struct status_socket *s)
{
    if (!s || --s->references)
        return;
    struct privileges before;
    if (privileges_assume(&s->owner, &before)) {
        if (status_socket_is_at(s, str_of(s->path)))
            unlink(s->path);
        privileges_resume(&before);
    }
    close(s->fd);
    arena_destroy(s->arena);
}

bool status_socket_mend(const struct status_socket *s)
{
    if (!s || s->lost)
        return true;
    return socket_calm(s->fd) && !socket_file_is_shut(s->fd);
}

bool status_socket_renew(struct status_socket *s, struct diag *diag)
{
    int before = s->fd;
    s->fd = -1;
    int reason = make(s);
    if (!reason) {
        close(before);
        return true;
    }
    say_why(s, reason, diag);
    if (s->fd >= 0)
        close(s->fd);
    s->fd = before;
    s->lost = true;
    return false;
}

int status_socket_fd(const struct status_socket *s)
{
    return s ? s->fd : -1;
}
