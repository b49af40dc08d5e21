#include "plain/title.h"

#include "base/buf.h"
#include "plain/dated_name.h"
#include "text/unmarked.h"

enum { HEADING_MAX = 1000 /* bytes: more is no title, and marks in it would be dear */ };

static bool is_date(str title)
{
    struct dated_name dated;
    return dated_name_of(title, &dated) && !dated.rest.n;
}

str title_of_gemtext(str body, struct arena *arena)
{
    bool code = false;
    str first = STR("");
    for (str line; str_line(&body, &line);) {
        if (str_starts(line, STR("```")))
            code = !code;
        size_t level = code ? 0 : str_span(line, "#");
        str title = str_trim(str_from(line, level));
        if (!level || !title.n || (!first.n && level > 1))
            continue;
        if (!is_date(title))
            return arena_str(arena, title);
        first = title;
    }
    return arena_str(arena, first);
}

/* The words of a link at the start of S, "[words](target)"; *N is the length of all of it. */
static bool link_words(str s, str *words, size_t *n)
{
    size_t end = str_find(s, STR("]("));
    size_t close = end == STR_NONE ? STR_NONE : str_find_char(str_from(s, end), ')');
    if (close == STR_NONE || str_has_char(str_between(s, 1, end), '['))
        return false;
    *words = str_between(s, 1, end);
    *n = end + close + 1;
    return true;
}

/* A heading's text without the marks of emphasis, code and links. */
static str plain_words(str s, struct arena *arena)
{
    struct buf out;
    buf_init(&out, SIZE_MAX);
    for (size_t i = 0, n; i < s.n;) {
        str words, rest = str_from(s, i);
        if (*rest.p == '[' && link_words(rest, &words, &n)) {
            buf_put(&out, words);
            i += n;
            continue;
        }
        bool escaped = *rest.p == '\\' && rest.n > 1 && char_is_punct(rest.p[1]);
        if (escaped || (*rest.p != '*' && *rest.p != '`'))
            buf_put_char(&out, escaped ? rest.p[1] : *rest.p);
        i += escaped ? 2 : 1;
    }
    return text_unmark(str_trim(buf_keep(&out, arena)), arena);
}

/* Without the marks that may close it. */
static str heading_text(str line)
{
    line = str_trim(str_from(line, 1));
    str open = str_trim_char_right(line, '#');
    return open.n < line.n && (!open.n || char_is_space(open.p[open.n - 1])) ? str_trim(open) : line;
}

str title_of_markdown(str body, struct arena *arena)
{
    str line = STR(""), below;
    while (!str_trim(line).n)
        if (!str_line(&body, &line))
            return STR("");
    size_t indent = str_span(line, " ");
    if (indent > 3 || line.n > HEADING_MAX)
        return STR("");
    line = str_trim(line);
    if (str_starts(line, STR("# ")) || str_starts(line, STR("#\t")))
        return plain_words(heading_text(line), arena);
    bool underlined =
        str_line(&body, &below) && str_trim(below).n > 1 && str_span(str_trim(below), "=") == str_trim(below).n;
    return underlined ? plain_words(line, arena) : STR("");
}
