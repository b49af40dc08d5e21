#include "base/mapped.h"

struct mapped mapped_of(str text, int first, struct arena *arena)
{
    size_t count = str_count(text, '\n') + (text.n && !str_ends(text, STR("\n")));
    int *lines = ARENA_ARRAY(arena, int, count + 1);
    for (size_t i = 0; i < count; i++)
        lines[i] = first + (int)i;
    return (struct mapped){text, lines, count};
}

struct mapped mapped_through(struct mapped text, int first, struct mapped source, struct arena *arena)
{
    int *lines = ARENA_ARRAY(arena, int, text.count + 1);
    for (size_t i = 0; i < text.count; i++) {
        int line = text.lines[i] - first;
        lines[i] = line >= 0 && (size_t)line < source.count ? source.lines[line] : 0;
    }
    return (struct mapped){text.text, lines, text.count};
}
