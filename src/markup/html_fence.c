#include "markup/html_fence.h"

#include <string.h>

static size_t span_indent(str line)
{
    return str_span(line, " \t");
}

size_t html_fence_find(str text)
{
    for (size_t at = 0; at < text.n;) {
        str line = str_from(text, at);
        if (str_starts(str_from(line, span_indent(line)), STR("```")))
            return at;
        size_t end = str_find_char(line, '\n');
        at = end == STR_NONE ? text.n : at + end + 1;
    }
    return STR_NONE;
}

static bool closes(str line, size_t ticks)
{
    str bare = str_trim(line);
    return bare.n >= ticks && str_span(bare, "`") == bare.n;
}

/* Bytes of REST before the line that closes a fence of TICKS backticks; STR_NONE: no line does. */
static size_t span_code(str rest, size_t ticks)
{
    str line, after = rest;
    for (str here = rest; str_line(&after, &line); here = after)
        if (closes(line, ticks))
            return (size_t)(here.p - rest.p);
    return STR_NONE;
}

/* The lines of CODE, each without up to INDENT leading blanks. */
static str unindent(str code, size_t indent, struct arena *arena)
{
    char *out = arena_alloc(arena, code.n, 1);
    size_t n = 0;
    while (code.n) {
        size_t end = str_find_char(code, '\n');
        str line = str_first(code, end == STR_NONE ? code.n : end + 1);
        code = str_from(code, line.n);
        size_t own = span_indent(line);
        line = str_from(line, own < indent ? own : indent);
        memcpy(out + n, line.p, line.n);
        n += line.n;
    }
    return (str){out, n};
}

bool html_fence_take(str rest, size_t *unclosed, struct arena *arena, struct html_fence *out)
{
    str line, after = rest;
    size_t indent = span_indent(rest), ticks = str_span(str_from(rest, indent), "`");
    str_line(&after, &line);
    str language = str_trim(str_from(line, indent + ticks));
    if (str_has_char(language, '`') || (*unclosed && ticks >= *unclosed))
        return false;
    size_t code = span_code(after, ticks);
    if (code == STR_NONE) {
        *unclosed = ticks;
        return false;
    }
    out->language = str_first(language, str_span_not(language, " \t"));
    out->code = unindent(str_first(after, code), indent, arena);
    after = str_from(after, code);
    str_line(&after, &line);
    out->taken = (size_t)(after.p - rest.p);
    return true;
}
