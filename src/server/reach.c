/* realpath(3) is of POSIX's XSI part. */
#define _XOPEN_SOURCE 700
#include "server/reach.h"

#include "server/privileges.h"
#include "tls/private_file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static bool is_closed(const char *folder, int rights)
{
    return faccessat(AT_FDCWD, folder, rights, AT_EACCESS) != 0 && errno == EACCES;
}

/* The innermost folder on the way to PATH of which anything is known, and which may not be entered. */
static str closed_above(str path, struct arena *arena)
{
    struct stat st;
    for (str at = path; at.n > 1;) {
        size_t slash = str_find_last(at, '/');
        at = slash == STR_NONE ? STR("") : slash ? str_first(at, slash) : STR("/");
        if (at.n && stat(arena_z(arena, at), &st) == 0)
            return is_closed(arena_z(arena, at), X_OK) ? at : STR("");
    }
    return STR("");
}

str reach_barrier(str path, struct arena *arena)
{
    char found[PATH_MAX] = "";
    if (realpath(arena_z(arena, path), found))
        return is_closed(found, R_OK | X_OK) ? arena_str(arena, str_of(found)) : STR("");
    /* How far it came is in FOUND: in glibc, musl and the BSDs. */
    return errno == EACCES ? closed_above(arena_str(arena, str_of(found)), arena) : STR("");
}

str reach_user(struct arena *arena)
{
    const struct identity us = {.user = geteuid()};
    return identity_name(&us, arena);
}

str reach_mend(str barrier, str path, str user, struct arena *arena)
{
    str word = private_shell_word(barrier, arena);
    char real[PATH_MAX];
    if (realpath(arena_z(arena, path), real) && str_eq(barrier, str_of(real)))
        return arena_printf(arena, "%.*s may not read it; as root: setfacl -R -m u:%.*s:rX,d:u:%.*s:rX %.*s",
                            STR_ARG(user), STR_ARG(user), STR_ARG(user), STR_ARG(word));
    return arena_printf(arena, "%.*s may not enter %.*s; as root: setfacl -m u:%.*s:x %.*s", STR_ARG(user),
                        STR_ARG(barrier), STR_ARG(user), STR_ARG(word));
}

str reach_advice(str path, int reason, str otherwise, struct arena *arena)
{
    str barrier = reason == EACCES ? reach_barrier(path, arena) : STR("");
    return barrier.n ? reach_mend(barrier, path, reach_user(arena), arena) : otherwise;
}
