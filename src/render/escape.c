#include "render/escape.h"

#include "text/width.h"

enum { HEX_SHORT = 2, HEX_LONG = 4, HEX_FULL = 8, OCTAL = 3, ENTITY = 12 }; /* digits and letters of an escape */

static bool is_hex(char c)
{
    return char_is_digit(c) || (char_lower(c) >= 'a' && char_lower(c) <= 'f');
}

static size_t span_hex(str s, size_t most)
{
    size_t n = 0;
    while (n < s.n && n < most && is_hex(s.p[n]))
        n++;
    return n;
}

static size_t span_digits(str s, size_t most)
{
    size_t n = 0;
    while (n < s.n && n < most && char_is_digit(s.p[n]))
        n++;
    return n;
}

/* Bytes of what follows a backslash. */
static size_t span_backslashed(str s)
{
    char c = s.n ? *s.p : '\0';
    str rest = str_from(s, s.n ? 1 : 0);
    if (c == 'x')
        return 1 + span_hex(rest, HEX_SHORT);
    if (c == 'u' && rest.n && *rest.p == '{') {
        size_t hex = 1 + span_hex(str_from(rest, 1), HEX_FULL);
        return 1 + hex + (hex < rest.n && rest.p[hex] == '}');
    }
    if (c == 'u' || c == 'U')
        return 1 + span_hex(rest, c == 'u' ? HEX_LONG : HEX_FULL);
    return char_is_digit(c) ? span_digits(s, OCTAL) : text_next_grapheme(s);
}

/* Bytes of the escape that S begins with ("\n", "\u00e9", "%C3", "&amp;"); one where it begins with none. */
static size_t span_escape(str s)
{
    str rest = str_from(s, 1);
    if (*s.p == '\\')
        return 1 + span_backslashed(rest);
    if (*s.p == '%' && span_hex(rest, HEX_SHORT) == HEX_SHORT)
        return 1 + HEX_SHORT;
    if (*s.p != '&')
        return 1;
    size_t n = 0;
    while (n < rest.n && n < ENTITY && (char_is_alnum(rest.p[n]) || rest.p[n] == '#'))
        n++;
    return n && n < rest.n && rest.p[n] == ';' ? n + 2 : 1;
}

size_t escape_keep(str line, size_t fits)
{
    for (size_t i = 0, n; i < fits; i += n) {
        n = span_escape(str_from(line, i));
        if (i + n > fits && n > 1 && i)
            return i;
    }
    return fits;
}
