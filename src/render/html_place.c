#include "render/html_place.h"

#include "text/letter.h"
#include "text/valid.h"

#include <string.h>

str html_place(str words, struct arena *arena)
{
    words = text_lower(words, arena);
    char *name = arena_alloc(arena, words.n + 1, 1);
    size_t n = 0;
    for (str taken, rest = str_trim(words); rest.n;) {
        enum letter letter = letter_take(&rest, &taken);
        if (letter == LETTER_SPACE)
            taken = STR("-");
        else if (letter == LETTER_OTHER && !str_eq(taken, STR("-")) && !str_eq(taken, STR("_")))
            continue;
        memcpy(name + n, taken.p, taken.n);
        n += taken.n;
    }
    return (str){name, n};
}
