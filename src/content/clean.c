#include "content/clean.h"

#include "text/control.h"
#include "text/valid.h"

#include <string.h>

static int line_at(str s, size_t offset)
{
    int line = 1;
    for (size_t i = 0; i < offset && i < s.n; i++)
        line += s.p[i] == '\n';
    return line;
}

/* CR LF and a lone CR both end a line. */
static str lines_to_lf(str s, struct arena *arena)
{
    if (!str_has_char(s, '\r'))
        return s;
    char *out = arena_alloc(arena, s.n, 1);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] != '\r')
            out[n++] = s.p[i];
        else if (i + 1 == s.n || s.p[i + 1] != '\n')
            out[n++] = '\n';
    }
    return (str){out, n};
}

str clean_source(str source, str file, struct arena *arena, struct diag *diag)
{
    if (str_starts(source, STR("\xEF\xBB\xBF")))
        source = str_from(source, 3);
    source = lines_to_lf(source, arena);
    size_t bad;
    str valid = text_repair(source, arena, &bad);
    if (bad != STR_NONE)
        diag_add(diag, SEVERITY_WARNING, file, line_at(source, bad),
                 "bytes that are not UTF-8, shown as U+FFFD; save the file as UTF-8");
    return valid;
}

/* The first control character from I on that is neither TAB nor LF. */
static size_t first_control(str s, size_t i)
{
    for (;; i++) {
        i += control_find(str_from(s, i));
        if (i >= s.n || (s.p[i] != '\t' && s.p[i] != '\n'))
            return i < s.n ? i : s.n;
    }
}

str clean_controls(str text, struct arena *arena)
{
    size_t at = first_control(text, 0);
    if (at == text.n)
        return text;
    char *out = arena_alloc(arena, text.n, 1);
    size_t n = 0, from = 0;
    for (; at < text.n; at = first_control(text, from)) {
        memcpy(out + n, text.p + from, at - from);
        n += at - from;
        from = at + control_length(str_from(text, at));
    }
    memcpy(out + n, text.p + from, text.n - from);
    return (str){out, n + text.n - from};
}
