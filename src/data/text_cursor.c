#include "data/text_cursor.h"

#include "text/clean.h"

bool cursor_take_char(struct text_cursor *c, char wanted)
{
    if (cursor_at_end(c) || c->rest.p[0] != wanted)
        return false;
    cursor_take(c, 1);
    return true;
}

size_t cursor_newline(const struct text_cursor *c)
{
    if (cursor_peek(c, 0) == '\n')
        return 1;
    return cursor_peek(c, 0) == '\r' && cursor_peek(c, 1) == '\n' ? 2 : 0;
}

bool cursor_take_newline(struct text_cursor *c)
{
    size_t n = cursor_newline(c);
    cursor_take(c, n);
    c->line += n > 0;
    return n > 0;
}

bool cursor_complain(struct text_cursor *c, int line, const char *format, ...)
{
    if (!c->failed) {
        va_list args;
        va_start(args, format);
        str what = arena_vprintf(c->arena, format, args);
        va_end(args);
        diag_add(c->diag, SEVERITY_ERROR, c->file, line, "this is not %s: %.*s", c->format, STR_ARG(what));
    }
    c->failed = true;
    return false;
}

struct data *cursor_data(struct text_cursor *c, enum data_kind kind, int line)
{
    struct data *d = ARENA_NEW(c->arena, struct data);
    d->kind = kind;
    d->line = line;
    return d;
}

str cursor_text(struct text_cursor *c, str string)
{
    return c->keep_controls ? string : clean_controls(string, c->arena);
}
