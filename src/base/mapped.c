#include "base/mapped.h"

struct mapped mapped_of(str text, int first, struct arena *arena)
{
    size_t count = str_count(text, '\n') + (text.n && !str_ends(text, STR("\n")));
    int *lines = ARENA_ARRAY(arena, int, count + 1);
    for (size_t i = 0; i < count; i++)
        lines[i] = first + (int)i;
    return (struct mapped){text, lines, count};
}
