/* realpath(3) is an XSI function. */
#define _XOPEN_SOURCE 700
#include "cli/capsule_path.h"

#include "content/kind.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The folder that FILE is in, without links, so that the folders above it are the real ones. */
static char *folder_of(str file, struct arena *arena)
{
    size_t slash = str_find_last(file, '/');
    str folder = slash == STR_NONE ? STR(".") : slash == 0 ? STR("/") : str_first(file, slash);
    char *real = realpath(arena_z(arena, folder), NULL);
    char *kept = real ? arena_z(arena, str_of(real)) : NULL;
    free(real);
    return kept;
}

static bool is_top(const char *folder)
{
    int root = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool top = root >= 0 && kind_is_top(root);
    if (root >= 0)
        close(root);
    return top;
}

/* The nearest folder at or above FOLDER that is the top of a capsule; empty: none. */
static str capsule_above(str folder, struct arena *arena)
{
    for (;;) {
        if (is_top(folder.n ? arena_z(arena, folder) : "/"))
            return folder.n ? folder : STR("/");
        size_t slash = str_find_last(folder, '/');
        if (!folder.n || slash == STR_NONE)
            return STR("");
        folder = str_first(folder, slash);
    }
}

/* The path of FILE in the capsule, both without links. */
static str path_within(str capsule, str folder, str file, struct arena *arena)
{
    size_t slash = str_find_last(file, '/');
    str name = slash == STR_NONE ? file : str_from(file, slash + 1);
    if (!capsule.n)
        return name;
    str inside = str_from(folder, str_eq(capsule, STR("/")) ? 0 : capsule.n);
    while (str_starts(inside, STR("/")))
        inside = str_from(inside, 1);
    return inside.n ? ARENA_CONCAT(arena, inside, STR("/"), name) : name;
}

str capsule_path(str file, struct arena *arena, str *name)
{
    char *real = folder_of(file, arena);
    str folder = real && strcmp(real, "/") != 0 ? str_of(real) : STR("");
    str capsule = capsule_above(folder, arena);
    *name = path_within(capsule, folder, file, arena);
    return capsule;
}
