#include "markup/inline_mark.h"

#include "text/control.h"

#include <stdio.h>

struct inline_mark *inline_mark_add(struct parser *parser, enum inline_mark_kind kind, str raw)
{
    parser->marks =
        arena_grow(parser->arena, parser->marks, parser->mark_count, &parser->mark_capacity, sizeof *parser->marks);
    struct inline_mark *mark = &parser->marks[parser->mark_count++];
    *mark = (struct inline_mark){.kind = kind, .raw = raw};
    return mark;
}

void inline_mark_put(const struct parser *parser, struct buf *out)
{
    char text[32];
    int n = snprintf(text, sizeof text, ",%c%zu,", MARK_LEAD, parser->mark_count - 1);
    buf_put(out, (str){text, (size_t)n});
}

static bool is_sign(char c)
{
    return c == MARK_JOINER || c == MARK_LEAD || c == MARK_GUARD;
}

static size_t find_sign(str s)
{
    size_t n = control_find(s);
    while (n < s.n && !is_sign(s.p[n]))
        n += 1 + control_find(str_from(s, n + 1));
    return n;
}

/* Takes the number at the beginning of S and returns its mark; NULL when there is none. */
static const struct inline_mark *take_number(const struct parser *parser, str *s)
{
    size_t digits = str_span(*s, "0123456789");
    long number;
    bool valid =
        digits > 0 && str_to_long(str_first(*s, digits), &number) && number >= 0 && (size_t)number < parser->mark_count;
    if (!valid)
        return NULL;
    *s = str_from(*s, digits);
    if (str_starts(*s, STR(",")))
        *s = str_from(*s, 1);
    return &parser->marks[number];
}

bool inline_mark_next(const struct parser *parser, str *rest, str *text, const struct inline_mark **mark)
{
    *mark = NULL;
    if (rest->n == 0)
        return false;
    size_t n = find_sign(*rest);
    if (n == 0) {
        char sign = *rest->p;
        *rest = str_from(*rest, 1);
        *mark = sign == MARK_LEAD ? take_number(parser, rest) : NULL;
        *text = STR("");
        return true;
    }
    *text = str_first(*rest, n);
    *rest = str_from(*rest, n);
    if (rest->n && *rest->p == MARK_LEAD && str_ends(*text, STR(",")))
        *text = str_first(*text, n - 1);
    return true;
}

str inline_mark_undo(const struct parser *parser, str s)
{
    if (find_sign(s) == s.n)
        return s;
    struct buf out;
    buf_init(&out, SIZE_MAX);
    const struct inline_mark *mark;
    for (str text; inline_mark_next(parser, &s, &text, &mark);)
        buf_put(&out, mark ? mark->raw : text);
    str undone = arena_str(parser->arena, buf_str(&out));
    buf_finish(&out);
    return undone;
}
