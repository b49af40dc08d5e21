/* O_PATH is Linux's: a handle of a link itself. */
#define _GNU_SOURCE
#include "server/place_owner.h"

#include "server/file_system.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LINKS_MAX = 40 /* as many as the kernel follows */, NO_GROUP = 65534 };

struct walk {
    struct arena *arena;
    const struct identity *workers;
    str rest;           /* of the path, from FOLDER on */
    int folder;         /* the present position of the walk */
    struct stat status; /* of FOLDER */
    unsigned links;
    bool is_theirs; /* the workers' user can make the path lead elsewhere */
    bool has_other; /* another owner can */
    struct identity other;
};

enum step { STEP_ON, STEP_END, STEP_FAILED };

static bool enter(struct walk *w, int folder)
{
    if (w->folder >= 0)
        close(w->folder);
    w->folder = folder;
    return folder >= 0 && fstat(folder, &w->status) == 0;
}

static bool enter_root(struct walk *w)
{
    return enter(w, open("/", O_PATH | O_DIRECTORY | O_CLOEXEC));
}

/*
 * Asks the kernel, which knows access lists and file systems that are mounted read-only. An owner can give himself
 * missing rights.
 */
static bool may_write(const struct walk *w)
{
    /* Nobody makes files there, and each process is told that it may write to the files about itself. */
    if (file_system_is_of_processes(w->folder))
        return false;
    if (w->status.st_uid == w->workers->user)
        return true;
    struct privileges before;
    if (!privileges_assume(w->workers, &before))
        return true;
    bool may = faccessat(w->folder, ".", W_OK, AT_EACCESS) == 0;
    privileges_resume(&before);
    return may;
}

/* Only the owner of the entry or of the folder can move or remove it. A folder cannot be put there by a hard link. */
static bool is_kept(const struct walk *w, const struct stat *entry)
{
    return (w->status.st_mode & S_ISVTX) && w->status.st_uid != w->workers->user && entry && S_ISDIR(entry->st_mode) &&
           entry->st_uid != w->workers->user;
}

static void note_other(struct walk *w)
{
    if (w->has_other || w->status.st_uid == 0 || w->status.st_uid == w->workers->user)
        return;
    const struct passwd *account = getpwuid(w->status.st_uid);
    /* The folder's group may be root's. */
    gid_t group = account ? account->pw_gid : NO_GROUP;
    w->has_other = true;
    w->other = (struct identity){.change = true, .user = w->status.st_uid, .group = group};
}

/* Below /proc a link leads to an open file, whatever its text says. */
static enum step follow_open(struct walk *w, str name)
{
    if (!w->rest.n)
        return STEP_END;
    return enter(w, openat(w->folder, arena_z(w->arena, name), O_PATH | O_DIRECTORY | O_CLOEXEC)) ? STEP_ON
                                                                                                  : STEP_FAILED;
}

static enum step follow(struct walk *w, int link)
{
    char target[PATH_MAX];
    ssize_t n = readlinkat(link, "", target, sizeof target);
    if (n < 0)
        return STEP_FAILED;
    if (++w->links > LINKS_MAX) {
        errno = ELOOP;
        return STEP_FAILED;
    }
    w->rest = ARENA_CONCAT(w->arena, (str){target, (size_t)n}, STR("/"), w->rest);
    return target[0] != '/' || enter_root(w) ? STEP_ON : STEP_FAILED;
}

static enum step follow_link(struct walk *w, str name, int link)
{
    enum step step = file_system_is_of_processes(link) ? follow_open(w, name) : follow(w, link);
    int reason = errno;
    close(link);
    errno = reason;
    return step;
}

/* One entry of the present folder. */
static enum step pass(struct walk *w, str name)
{
    struct stat entry;
    int child = openat(w->folder, arena_z(w->arena, name), O_PATH | O_NOFOLLOW | O_CLOEXEC);
    bool exists = child >= 0 && fstat(child, &entry) == 0;
    if (!exists && errno != ENOENT)
        return STEP_FAILED;
    note_other(w);
    if (may_write(w) && !is_kept(w, exists ? &entry : NULL)) {
        w->is_theirs = true;
        if (exists)
            close(child);
        return STEP_END;
    }
    if (!exists)
        return STEP_END;
    if (S_ISLNK(entry.st_mode))
        return follow_link(w, name, child);
    if (S_ISDIR(entry.st_mode))
        return enter(w, child) ? STEP_ON : STEP_FAILED;
    close(child);
    return STEP_END;
}

static enum step walk(struct walk *w)
{
    enum step step = enter_root(w) ? STEP_ON : STEP_FAILED;
    while (step == STEP_ON && w->rest.n) {
        str name;
        w->rest = str_from(w->rest, str_span(w->rest, "/"));
        str_cut(w->rest, '/', &name, &w->rest);
        w->rest = str_from(w->rest, str_span(w->rest, "/"));
        if (name.n && !str_eq(name, STR(".")))
            step = pass(w, name);
    }
    return step;
}

static str absolute(str path, struct arena *arena)
{
    char here[PATH_MAX];
    if (str_starts(path, STR("/")) || !getcwd(here, sizeof here))
        return path;
    return ARENA_CONCAT(arena, str_of(here), STR("/"), path);
}

enum err place_owner(str path, const struct identity *workers, struct identity *owner)
{
    *owner = (struct identity){.change = false};
    if (!workers->change)
        return OK;
    struct arena *arena = arena_create();
    struct walk w = {.arena = arena, .workers = workers, .rest = absolute(path, arena), .folder = -1};
    enum step end = walk(&w);
    int reason = errno;
    if (w.folder >= 0)
        close(w.folder);
    arena_destroy(arena);
    errno = reason;
    if (end == STEP_FAILED)
        return ERR_IO;
    if (w.is_theirs)
        *owner = *workers;
    else if (w.has_other)
        *owner = w.other;
    return OK;
}
