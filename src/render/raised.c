#include "render/raised.h"

#include "text/raised.h"

enum { EXPONENT_MAX = 16 };

/* "1st", "2nd", "1er", "nº": a letter that ends a number in some language is none of these. */
static bool is_variable(char c)
{
    return char_is_alpha(c) && !str_has_char(STR("aedhorst"), c);
}

static bool is_exponent(str s)
{
    bool counts = false;
    for (size_t i = 0; i < s.n; i++) {
        bool letter = char_is_alpha(s.p[i]);
        if (!letter && !char_is_digit(s.p[i]) && !str_has_char(STR("+-*/. "), s.p[i]))
            return false;
        if (letter && i + 1 < s.n && char_is_alpha(s.p[i + 1]))
            return false;
        counts = counts || char_is_digit(s.p[i]) || is_variable(s.p[i]);
    }
    return counts && s.n <= EXPONENT_MAX;
}

str raised_text(str text, struct arena *arena)
{
    str exponent = str_trim(text), raised = text_superscript(exponent, arena);
    if (raised.n || !is_exponent(exponent))
        return raised.n ? raised : text;
    return exponent.n == 1 ? ARENA_CONCAT(arena, STR("^"), exponent)
                           : ARENA_CONCAT(arena, STR("^("), exponent, STR(")"));
}

str lowered_text(str text, struct arena *arena)
{
    str lowered = text_subscript(str_trim(text), arena);
    return lowered.n ? lowered : text;
}
