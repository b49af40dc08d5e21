#include "data/yaml_bracket.h"

#include "text/width.h"

#include <string.h>

enum { DEPTH_MAX = 64 };

/* The bytes of what begins at AT of TEXT and hides brackets: a text in quotes, a comment. 1: nothing does. */
static size_t hidden_span(str text, size_t at)
{
    char c = text.p[at], before = at ? text.p[at - 1] : '\n';
    if (c == '#' && char_is_space(before))
        return str_span_not(str_from(text, at), "\r\n");
    size_t end = at + 1;
    if ((c != '"' && c != '\'') || !strchr(" \t\r\n,[{:", before))
        return 1;
    while (end < text.n && text.p[end] != c)
        end += c == '"' && text.p[end] == '\\' ? 2 : 1;
    return end < text.n ? end + 1 - at : 1;
}

/* True when a bracket at AT of TEXT, which is in no other, begins a value and is not part of a word. */
static bool begins_value(str text, size_t at)
{
    str before = str_trim_right(str_first(text, at));
    return !before.n || strchr(":-", before.p[before.n - 1]) || str_has_char(str_between(text, before.n, at), '\n');
}

/* libyaml counts characters, not bytes. */
static size_t offset_of(str text, const yaml_mark_t *mark)
{
    str rest = text, line;
    uint32_t ignored;
    for (size_t i = 0; i < mark->line && str_line(&rest, &line); i++)
        ;
    size_t at = text.n - rest.n;
    for (size_t i = 0; i < mark->column && at < text.n; i++)
        at += text_decode(str_from(text, at), &ignored);
    return at;
}

bool yaml_bracket_find(str text, const yaml_mark_t *mark, struct yaml_bracket *out)
{
    struct yaml_bracket open[DEPTH_MAX];
    size_t depth = 0, line = 0, n, left_open = 0, end = offset_of(text, mark);
    for (size_t at = 0; at < text.n && depth < DEPTH_MAX; at += n) {
        char c = text.p[at];
        n = hidden_span(text, at);
        if ((c == '[' || c == '{') && (depth || begins_value(text, at)))
            open[depth++] = (struct yaml_bracket){c, line};
        else if ((c == ']' || c == '}') && depth)
            depth--;
        if (at < end || depth < left_open)
            left_open = depth;
        line += str_count(str_between(text, at, at + n), '\n');
    }
    if (left_open)
        *out = open[left_open - 1];
    return left_open > 0;
}
