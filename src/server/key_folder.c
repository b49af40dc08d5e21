/* realpath(3) is an XSI function. */
#define _XOPEN_SOURCE 700
#include "server/key_folder.h"

#include "server/folder_identity.h"

#include <stdlib.h>
#include <unistd.h>

static str current_folder(struct arena *arena)
{
    char *cwd = getcwd(NULL, 0);
    str copy = arena_str(arena, str_of(cwd));
    free(cwd);
    return copy;
}

/* PATH from the root on, without "//", "/./" and "/..", by its text alone: it need not exist. */
static str absolute(str path, struct arena *arena)
{
    if (!str_starts(path, STR("/")))
        path = ARENA_CONCAT(arena, current_folder(arena), STR("/"), path);
    str out = STR("");
    for (str part, rest = path; rest.n;) {
        str_cut(rest, '/', &part, &rest);
        size_t slash = str_find_last(out, '/');
        if (str_eq(part, STR("..")))
            out = str_first(out, slash == STR_NONE ? 0 : slash);
        else if (part.n && !str_eq(part, STR(".")))
            out = ARENA_CONCAT(arena, out, STR("/"), part);
    }
    return out.n ? out : STR("/");
}

static str resolved(str path, struct arena *arena)
{
    char *real = realpath(arena_z(arena, path), NULL);
    str copy = arena_str(arena, str_of(real));
    free(real);
    return copy;
}

/* The target of PATH; if that is gone, its name in the target of the folder above. */
static str target_of(str path, struct arena *arena)
{
    str target = resolved(path, arena);
    size_t slash = str_find_last(path, '/');
    if (target.n || slash == STR_NONE)
        return target;
    str above = resolved(slash ? str_first(path, slash) : STR("/"), arena);
    if (!above.n)
        return STR("");
    return ARENA_CONCAT(arena, str_eq(above, STR("/")) ? STR("") : above, str_from(path, slash));
}

struct key_folder key_folder_at(str path, struct arena *arena)
{
    struct key_folder folder = {.paths = {arena_str(arena, absolute(path, arena))}};
    str target = target_of(folder.paths[0], arena);
    if (!str_eq(target, folder.paths[0]))
        folder.paths[1] = target;
    struct folder_identity is;
    folder.exists = folder.paths[0].p && folder_identity_of(folder.paths[0].p, &is);
    if (folder.exists) {
        folder.device = is.device;
        folder.inode = is.inode;
        folder.born_ns = is.born_ns;
    }
    return folder;
}
