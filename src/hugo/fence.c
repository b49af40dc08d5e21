#include "hugo/fence.h"

static size_t run_of(str s, char c)
{
    size_t n = 0;
    while (n < s.n && s.p[n] == c)
        n++;
    return n;
}

bool fence_takes(struct fence *fence, str line)
{
    str rest = str_trim_left(line);
    char mark = rest.n ? rest.p[0] : '\0';
    size_t n = mark == '`' || mark == '~' ? run_of(rest, mark) : 0;
    if (fence->mark) {
        if (mark == fence->mark && n >= fence->count && str_trim(str_from(rest, n)).n == 0)
            fence->mark = 0;
        return true;
    }
    if (n < 3 || (mark == '`' && str_has_char(str_from(rest, n), '`')))
        return false;
    *fence = (struct fence){mark, n};
    return true;
}
