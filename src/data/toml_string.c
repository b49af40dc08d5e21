#include "data/toml_string.h"

#include "data/escape.h"

/* One string while it is read. */
struct quoted {
    char quote;
    bool literal, lines;
    int first_line;
    struct buf out;
};

/* The quotes that come next, at most MOST. */
static size_t count_quotes(const struct text_cursor *c, char quote, size_t most)
{
    size_t n = 0;
    while (n < most && n < c->rest.n && c->rest.p[n] == quote)
        n++;
    return n;
}

/* The white space up to the next word, from a backslash at the end of a line on. */
static bool skip_to_next_word(struct text_cursor *c)
{
    cursor_take(c, str_span(c->rest, " \t"));
    if (!cursor_newline(c))
        return cursor_complain(c, c->line, "a backslash before a blank must end its line; write \\\\ for a backslash");
    do
        cursor_take(c, str_span(c->rest, " \t"));
    while (cursor_take_newline(c));
    return true;
}

static bool take_escape(struct text_cursor *c, struct quoted *q)
{
    cursor_take(c, 1);
    char letter = cursor_peek(c, 0);
    if (q->lines && (letter == ' ' || letter == '\t' || cursor_newline(c)))
        return skip_to_next_word(c);
    char byte = escape_letter(letter);
    if (byte) {
        cursor_take(c, 1);
        buf_put_char(&q->out, byte);
        return true;
    }
    if (letter != 'u' && letter != 'U')
        return cursor_complain(
            c, c->line,
            "no escape begins with this backslash; write \\\\ for a backslash, or put single quotes around");
    cursor_take(c, 1);
    uint32_t code;
    if (!escape_take_hex(c, letter == 'u' ? 4 : 8, &code))
        return false;
    return escape_put(&q->out, code) || cursor_complain(c, c->line, "there is no character of this number");
}

/* The bytes that mean themselves. */
static size_t plain_span(const struct text_cursor *c, const struct quoted *q)
{
    size_t n = 0;
    while (n < c->rest.n) {
        unsigned char byte = (unsigned char)c->rest.p[n];
        if ((byte < ' ' && byte != '\t') || byte == 0x7f || byte == (unsigned char)q->quote ||
            (byte == '\\' && !q->literal))
            break;
        n++;
    }
    return n;
}

/* Takes the quotes that stand next: *OVER when they end the string. Up to two belong to the text of several lines. */
static void take_quotes(struct text_cursor *c, struct quoted *q, bool *over)
{
    size_t n = q->lines ? count_quotes(c, q->quote, 5) : 1;
    *over = !q->lines || n >= 3;
    buf_put_repeat(&q->out, q->quote, *over ? (q->lines ? n - 3 : 0) : n);
    cursor_take(c, n);
}

static bool take_one(struct text_cursor *c, struct quoted *q, bool *over)
{
    size_t n = plain_span(c, q);
    buf_put(&q->out, cursor_take(c, n));
    char next = cursor_peek(c, 0);
    if (cursor_at_end(c) || (!q->lines && cursor_newline(c)))
        return cursor_complain(c, q->first_line, "this string is never closed; write %c at its end", q->quote);
    if (next == q->quote)
        take_quotes(c, q, over);
    else if (cursor_take_newline(c))
        buf_put_char(&q->out, '\n');
    else if (next == '\\' && !q->literal)
        return take_escape(c, q);
    else
        return cursor_complain(c, c->line, "a control character stands in this string; take it out");
    return true;
}

bool toml_take_string(struct text_cursor *c, bool lines, str *out)
{
    char quote = cursor_peek(c, 0);
    struct quoted q = {.quote = quote, .literal = quote == '\'', .first_line = c->line};
    size_t opening = count_quotes(c, quote, 3);
    if (opening == 2) {
        cursor_take(c, 2);
        *out = STR("");
        return true;
    }
    q.lines = opening == 3;
    if (q.lines && !lines)
        return cursor_complain(c, c->line, "a key cannot be of several lines; put one quote around it");
    cursor_take(c, opening);
    if (q.lines)
        cursor_take_newline(c);
    buf_init(&q.out, c->rest.n + 8);
    bool over = false;
    while (!over && take_one(c, &q, &over))
        ;
    *out = over ? cursor_text(c, arena_str(c->arena, buf_str(&q.out))) : STR("");
    buf_finish(&q.out);
    return over;
}
