#include "hexo/raw.h"

static bool begins_line(str text, size_t at)
{
    return at == 0 || text.p[at - 1] == '\n';
}

static bool ends_line(str text, size_t at)
{
    at += str_span(str_from(text, at), " \t\r");
    return at >= text.n || text.p[at] == '\n';
}

/* Code, a formula; with lines of its own, an element. */
static bool is_left_alone(str inner, bool block)
{
    str words = str_trim(inner);
    bool element = words.n && words.p[0] == '<' && words.p[words.n - 1] == '>';
    return !words.n || (block && element) || str_has_char(words, '$') || str_find(words, STR("```")) != STR_NONE ||
           str_find(words, STR("~~~")) != STR_NONE || str_find(words, STR("\\begin{")) != STR_NONE;
}

enum raw raw_of(str text, size_t start, str inner, size_t end)
{
    bool block = begins_line(text, start) && ends_line(text, end);
    return is_left_alone(inner, block) ? RAW_AS_IS : block ? RAW_BLOCK : RAW_SPAN;
}

str raw_escape(str text, struct arena *arena)
{
    char *out = arena_alloc(arena, 2 * text.n + 1, 1);
    size_t n = 0;
    bool closed = str_has_char(text, '>'), element = false;
    for (size_t i = 0; i < text.n; i++) {
        char c = text.p[i];
        element = c != '>' && (element || (c == '<' && closed && i + 1 < text.n && text.p[i + 1] != ' '));
        if (!element && str_has_char(STR("\\`*_[]~="), c))
            out[n++] = '\\';
        out[n++] = c;
    }
    return (str){out, n};
}
