#include "text/raised.h"

#include <string.h>

/* TABLE: the characters that have a form, each followed by it in UTF-8. */
static str form_of(str s, size_t at, size_t *next, const char *const (*table)[2], size_t count)
{
    for (size_t i = 0; i < count; i++) {
        str plain = str_of(table[i][0]);
        if (str_starts(str_from(s, at), plain)) {
            *next = at + plain.n;
            return str_of(table[i][1]);
        }
    }
    return (str){0};
}

static str moved(str s, const char *const (*table)[2], size_t count, struct arena *arena)
{
    enum { FORM_MAX = 3 }; /* bytes, of a form for each byte */
    char *out = arena_alloc(arena, FORM_MAX * s.n + 1, 1);
    size_t n = 0;
    for (size_t i = 0; i < s.n;) {
        str form = form_of(s, i, &i, table, count);
        if (!form.n)
            return (str){0};
        memcpy(out + n, form.p, form.n);
        n += form.n;
    }
    return (str){out, n};
}

str text_superscript(str s, struct arena *arena)
{
    static const char *const table[][2] = {
        {"0", "⁰"}, {"1", "¹"}, {"2", "²"}, {"3", "³"}, {"4", "⁴"}, {"5", "⁵"}, {"6", "⁶"}, {"7", "⁷"}, {"8", "⁸"},
        {"9", "⁹"}, {"+", "⁺"}, {"-", "⁻"}, {"−", "⁻"}, {"=", "⁼"}, {"(", "⁽"}, {")", "⁾"}, {"i", "ⁱ"}, {"n", "ⁿ"},
    };
    return moved(s, table, sizeof table / sizeof *table, arena);
}

str text_subscript(str s, struct arena *arena)
{
    static const char *const table[][2] = {
        {"0", "₀"}, {"1", "₁"}, {"2", "₂"}, {"3", "₃"}, {"4", "₄"}, {"5", "₅"}, {"6", "₆"}, {"7", "₇"},
        {"8", "₈"}, {"9", "₉"}, {"+", "₊"}, {"-", "₋"}, {"−", "₋"}, {"=", "₌"}, {"(", "₍"}, {")", "₎"},
    };
    return moved(s, table, sizeof table / sizeof *table, arena);
}
