#include "protocol/log_path.h"

/* True when S begins with C, or with C as %XX, whose own percent sign may be encoded again: "%253B". */
static bool begins_with(str s, char c, str digits)
{
    if (s.n && s.p[0] == c)
        return true;
    if (!str_starts(s, STR("%")))
        return false;
    s = str_from(s, 1);
    while (str_starts(s, STR("25")))
        s = str_from(s, 2);
    return str_starts_nocase(s, digits);
}

static size_t find(str s, char c, str digits)
{
    size_t at = 0;
    while (at < s.n && !begins_with(str_from(s, at), c, digits))
        at++;
    return at;
}

str log_path_of(str path, bool foreign)
{
    size_t at = find(path, ';', STR("3B"));
    str rest = str_from(path, at);
    bool cut = foreign || find(rest, '=', STR("3D")) < rest.n;
    return cut ? str_first(path, at) : path;
}
