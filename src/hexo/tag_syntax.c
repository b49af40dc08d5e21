#include "hexo/tag_syntax.h"

size_t tag_syntax_at(str rest, str *name, str *words)
{
    if (!str_starts(rest, STR("{%")))
        return 0;
    str inner = str_from(rest, 2);
    inner = str_trim_left(str_from(inner, str_starts(inner, STR("-"))));
    size_t n = 0;
    while (n < inner.n && (char_is_alnum(inner.p[n]) || inner.p[n] == '_' || inner.p[n] == '-'))
        n++;
    size_t end = n ? str_find(inner, STR("%}")) : STR_NONE;
    if (end == STR_NONE)
        return 0;
    size_t length = (size_t)(inner.p - rest.p) + end + 2;
    inner = str_trim(str_first(inner, end - (end && inner.p[end - 1] == '-')));
    *name = str_first(inner, n < inner.n ? n : inner.n);
    *words = str_trim(str_from(inner, name->n));
    return length;
}

bool tag_syntax_is_end(str name, str *of)
{
    *of = str_from(name, 3);
    return name.n > 3 && str_starts(name, STR("end"));
}

size_t tag_syntax_last_end(str text)
{
    size_t at = text.n;
    while (at > 1 && !(text.p[at - 2] == '%' && text.p[at - 1] == '}'))
        at--;
    return at > 1 ? at - 2 : 0;
}
