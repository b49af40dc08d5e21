#include "hugo/glob.h"

#include <fnmatch.h>

bool glob_matches(str pattern, str path, struct arena *arena)
{
    int flags = str_find(pattern, STR("**")) == STR_NONE ? FNM_PATHNAME : 0;
    return fnmatch(arena_z(arena, pattern), arena_z(arena, path), flags) == 0;
}
