#include "uri/uri.h"

/* RFC 3986 3.1. */
static bool in_scheme(char c, bool first)
{
    return char_is_alpha(c) || (!first && (char_is_digit(c) || c == '+' || c == '-' || c == '.'));
}

bool uri_has_scheme(str s, str *scheme)
{
    size_t i = 0;
    while (i < s.n && in_scheme(s.p[i], i == 0))
        i++;
    if (i == 0 || i >= s.n || s.p[i] != ':')
        return false;
    if (scheme)
        *scheme = str_first(s, i);
    return true;
}
