#include "render/raised.h"

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
    static const char *const digits[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
    str exponent = str_trim(text), out = STR("");
    size_t sign = str_starts(exponent, STR("-")) || str_starts(exponent, STR("+"));
    if (!is_exponent(exponent))
        return text;
    if (str_span(str_from(exponent, sign), "0123456789") + sign < exponent.n)
        return exponent.n == 1 ? ARENA_CONCAT(arena, STR("^"), exponent)
                               : ARENA_CONCAT(arena, STR("^("), exponent, STR(")"));
    for (size_t i = 0; i < exponent.n; i++)
        out = ARENA_CONCAT(
            arena, out, i < sign ? (exponent.p[i] == '-' ? STR("⁻") : STR("⁺")) : str_of(digits[exponent.p[i] - '0']));
    return out;
}
