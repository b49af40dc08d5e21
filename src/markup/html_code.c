#include "markup/html_code.h"

#include <string.h>

enum { CODE_INDENT = 4, FENCE_MIN = 3, OPEN_SPANS_MAX = 8 };

static size_t line_end_after(str text, size_t from)
{
    const char *end = from < text.n ? memchr(text.p + from, '\n', text.n - from) : NULL;
    return end ? (size_t)(end - text.p) + 1 : text.n;
}

void html_code_begin(struct html_code *code, str text)
{
    *code = (struct html_code){.text = text, .after_blank = true};
}

static int indent_of(str line)
{
    int columns = 0;
    for (size_t i = 0; i < line.n && (line.p[i] == ' ' || line.p[i] == '\t'); i++)
        columns += line.p[i] == '\t' ? CODE_INDENT : 1;
    return columns;
}

/* LINE without the quotes and bullets before its fence. */
static str without_marks(str line)
{
    return str_trim(str_from(line, str_span(line, " \t>*+-0123456789.)")));
}

/* Marks of the fence that LINE is; 0 when it is none. */
static size_t fence_of(str line)
{
    str bare = without_marks(line);
    char c = bare.n ? *bare.p : '\0';
    size_t n = c == '`' || c == '~' ? str_span(bare, c == '`' ? "`" : "~") : 0;
    bool info = c != '`' || !str_has_char(str_from(bare, n), '`');
    return n >= FENCE_MIN && info ? n : 0;
}

/* The end of the line that closes the fence FIRST, which ends at FROM; 0 when none does. */
static size_t fence_end(const struct html_code *code, str first, size_t marks, size_t from)
{
    char c = *without_marks(first).p;
    for (size_t at = from, end; at < code->text.n; at = end) {
        end = line_end_after(code->text, at);
        str bare = str_trim(str_from(str_between(code->text, at, end), str_span(str_from(code->text, at), " \t>")));
        if (bare.n >= marks && *bare.p == c && str_span(bare, c == '`' ? "`" : "~") == bare.n)
            return end;
    }
    return 0;
}

static void next_line(struct html_code *code)
{
    code->line_begin = code->line_end;
    code->line_end = line_end_after(code->text, code->line_begin);
    str line = str_between(code->text, code->line_begin, code->line_end);
    bool blank = !str_trim(line).n;
    code->indented = !blank && indent_of(line) >= CODE_INDENT && (code->after_blank || code->indented);
    code->after_blank = blank;
    code->at = code->span_end = code->line_begin;
    code->open_spans = 0;
    size_t marks = code->line_begin < code->fence_end ? 0 : fence_of(line);
    if (!marks || (code->unclosed && marks >= code->unclosed))
        return;
    size_t end = fence_end(code, line, marks, code->line_end);
    code->fence_end = end ? end : code->fence_end;
    code->unclosed = end ? code->unclosed : marks;
}

/* The end of the code span that begins with the backticks at AT; the end of those where it has none. */
static size_t span_end(struct html_code *code, size_t at)
{
    size_t ticks = str_span(str_from(code->text, at), "`"), i = at + ticks;
    while (code->open_spans < OPEN_SPANS_MAX) {
        const char *next = memchr(code->text.p + i, '`', code->line_end - i);
        if (!next) {
            code->open_spans++;
            break;
        }
        i = (size_t)(next - code->text.p);
        size_t run = str_span(str_from(code->text, i), "`");
        i += run;
        if (run == ticks)
            return i;
    }
    return at + ticks;
}

bool html_code_holds(struct html_code *code, size_t offset, bool within)
{
    while (offset >= code->line_end && code->line_end < code->text.n)
        next_line(code);
    if (offset < code->fence_end || (code->indented && !within))
        return true;
    while (code->at < offset) {
        const char *tick = memchr(code->text.p + code->at, '`', offset - code->at);
        if (!tick) {
            code->at = offset;
            break;
        }
        code->at = code->span_end = span_end(code, (size_t)(tick - code->text.p));
    }
    return offset < code->span_end;
}
