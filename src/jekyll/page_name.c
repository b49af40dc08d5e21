#include "jekyll/page_name.h"

#include "text/valid.h"

/* The number of digits that S begins with, at most MOST; 0: fewer than LEAST. */
static size_t digits(str s, size_t least, size_t most)
{
    size_t n = 0;
    while (n < s.n && n < most && char_is_digit(s.p[n]))
        n++;
    return n >= least ? n : 0;
}

/* Length of "YYYY-M-D" at the beginning of S, before a "-"; 0: none. */
static size_t date_length(str s)
{
    static const size_t least[] = {2, 1, 1}, most[] = {4, 2, 2};
    size_t at = 0;
    for (int part = 0; part < 3; part++) {
        size_t n = digits(str_from(s, at), least[part], most[part]);
        at += n;
        if (!n || at >= s.n || s.p[at] != '-')
            return 0;
        at++;
    }
    return at - 1;
}

struct page_name page_name_of(str path)
{
    struct page_name out = {.base = path};
    size_t slash = str_find_last(path, '/');
    if (slash != STR_NONE) {
        out.folder = str_first(path, slash);
        out.base = str_from(path, slash + 1);
    }
    size_t dot = str_find_last(out.base, '.');
    if (dot != STR_NONE && dot > 0) {
        out.extension = str_from(out.base, dot);
        out.base = str_first(out.base, dot);
    }
    size_t date = date_length(out.base);
    out.date = str_first(out.base, date);
    out.slug = str_trim_char_right(date ? str_from(out.base, date + 1) : out.base, '.');
    return out;
}

bool page_format_of(str extension, enum page_format *format)
{
    static const struct {
        str extension;
        enum page_format format;
    } known[] = {
        {STR_INIT(".md"), FORMAT_MARKDOWN},     {STR_INIT(".markdown"), FORMAT_MARKDOWN},
        {STR_INIT(".mkd"), FORMAT_MARKDOWN},    {STR_INIT(".mkdn"), FORMAT_MARKDOWN},
        {STR_INIT(".mkdown"), FORMAT_MARKDOWN}, {STR_INIT(".html"), FORMAT_HTML},
        {STR_INIT(".txt"), FORMAT_TEXT},        {STR_INIT(".gmi"), FORMAT_GEMTEXT},
        {STR_INIT(".gemini"), FORMAT_GEMTEXT},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (str_eq_nocase(extension, known[i].extension)) {
            *format = known[i].format;
            return true;
        }
    return false;
}

str page_title_of_slug(str slug, struct arena *arena)
{
    str out = STR(""), word;
    slug = str_trim_char_right(slug, '-');
    for (bool more = slug.n > 0, first = true; more; first = false) {
        more = str_cut(slug, '-', &word, &slug);
        out = ARENA_CONCAT(arena, out, first ? STR("") : STR(" "), text_title_case(word, arena));
    }
    return out;
}
