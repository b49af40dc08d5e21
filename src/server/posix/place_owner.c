/*
 * By the names of the folders on the way, links followed: without handles of links, one that is changed at this very
 * moment is not noticed. Where the system tells no more than modes, whoever may write by them may.
 */
#define _XOPEN_SOURCE 700
#include "server/place_owner.h"

#include <errno.h>
#include <limits.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool may_write(const struct stat *st, const struct identity *who)
{
    bool sticky = st->st_mode & S_ISVTX;
    if (st->st_uid == who->user)
        return true;
    return !sticky && (st->st_mode & S_IWOTH || (st->st_mode & S_IWGRP && st->st_gid == who->group));
}

/* The innermost folder of PATH that exists, without links. */
static bool find_folder(str path, struct arena *arena, char found[PATH_MAX])
{
    for (str at = path; at.n;) {
        size_t slash = str_find_last(at, '/');
        at = slash == STR_NONE ? STR("") : slash ? str_first(at, slash) : STR("/");
        if (realpath(at.n ? arena_z(arena, at) : ".", found))
            return true;
        if (errno != ENOENT || str_eq(at, STR("/")))
            return false;
    }
    return false;
}

/* The owner of FOLDER's name, whom its folders may belong to; root's cannot be changed by anybody. */
static bool look(const char *folder, const struct identity *workers, struct identity *owner)
{
    struct stat st;
    if (stat(folder, &st) != 0)
        return false;
    if (may_write(&st, workers))
        *owner = *workers;
    else if (!owner->change && st.st_uid != 0)
        *owner = (struct identity){.change = true, .user = st.st_uid, .group = st.st_gid};
    return true;
}

enum err place_owner(str path, const struct identity *workers, struct identity *owner)
{
    char found[PATH_MAX];
    *owner = (struct identity){.change = false};
    if (!workers->change)
        return OK;
    struct arena *arena = arena_create();
    bool known = find_folder(path, arena, found);
    int reason = errno;
    arena_destroy(arena);
    errno = reason;
    for (char *end = found + (known ? strlen(found) : 0); known && end > found; end--) {
        if (*end != '\0' && *end != '/')
            continue;
        *end = '\0';
        known = look(*found ? found : "/", workers, owner);
        if (owner->change && owner->user == workers->user)
            break;
    }
    return known ? OK : ERR_IO;
}
