#include "markup/excerpt_mark.h"

static bool is_comment(str s)
{
    return s.n >= sizeof "<!---->" - 1 && str_starts(s, STR("<!--")) && str_ends(s, STR("-->"));
}

static str words(str comment)
{
    return str_trim(str_between(comment, 4, comment.n - 3));
}

bool excerpt_ends_at(str comment, str separator)
{
    comment = str_trim(comment);
    separator = str_trim(separator);
    if (!is_comment(comment))
        return separator.n && str_eq(comment, separator);
    return str_eq_nocase(words(comment), STR("more")) ||
           (is_comment(separator) && str_eq_nocase(words(comment), words(separator)));
}
