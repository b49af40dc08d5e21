#include "text/clean.h"

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
    source = lines_to_lf(text_without_bom(source), arena);
    size_t bad;
    str valid = text_repair(source, arena, &bad);
    if (bad != STR_NONE)
        diag_add(diag, SEVERITY_WARNING, file, line_at(source, bad),
                 "bytes that are not UTF-8, shown as U+FFFD; save the file as UTF-8");
    return valid;
}

str clean_controls(str text, struct arena *arena)
{
    size_t at = control_find_in_text(text);
    if (at == text.n)
        return text;
    char *out = arena_alloc(arena, text.n, 1);
    size_t n = 0;
    for (; at < text.n; at = control_find_in_text(text)) {
        memcpy(out + n, text.p, at);
        n += at;
        text = str_from(text, at);
        text = str_from(text, control_length(text));
    }
    memcpy(out + n, text.p, text.n);
    return (str){out, n + text.n};
}
