#include "markup/lines.h"

#include <string.h>

enum { TAB = 4 };

static size_t count_lines(str text)
{
    return str_count(text, '\n') + (text.n > 0 && text.p[text.n - 1] != '\n');
}

static struct line make_line(str text, int number)
{
    unsigned n = text.n < LINE_MAX_BYTES ? (unsigned)text.n : LINE_MAX_BYTES;
    return (struct line){.p = text.p, .number = number, .n = n & LINE_MAX_BYTES};
}

/* Fills LINES with COUNT lines of TEXT, which has no CR: control characters are removed before. */
static void split(str text, struct line *lines, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        size_t n = str_find_char(text, '\n');
        lines[i] = make_line(str_first(text, n), 0);
        text = n == STR_NONE ? STR("") : str_from(text, n + 1);
    }
}

struct line *lines_of(struct mapped in, size_t *count, struct arena *arena)
{
    *count = count_lines(in.text);
    struct line *lines = ARENA_ARRAY(arena, struct line, *count + 1);
    split(in.text, lines, *count);
    for (size_t i = 0; i < *count && i < in.count; i++)
        lines[i].number = in.lines[i];
    return lines;
}

struct line *lines_of_text(str text, int number, size_t *count, struct arena *arena)
{
    *count = count_lines(text);
    struct line *lines = ARENA_ARRAY(arena, struct line, *count + 1);
    split(text, lines, *count);
    for (size_t i = 0; i < *count && number; i++)
        lines[i].number = number + (int)i;
    return lines;
}

static bool follow_each_other(const struct line *lines, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (lines[i].pad || (i && lines[i].p != lines[i - 1].p + lines[i - 1].n + 1))
            return false;
    return true;
}

str lines_join(const struct line *lines, size_t count, struct arena *arena)
{
    if (count && follow_each_other(lines, count))
        return (str){lines[0].p, (size_t)(lines[count - 1].p - lines[0].p) + lines[count - 1].n};
    size_t size = 0;
    for (size_t i = 0; i < count; i++)
        size += (size_t)lines[i].pad + lines[i].n + 1;
    char *out = arena_alloc(arena, size + 1, 1);
    size_t n = 0;
    for (size_t i = 0; i < count; i++) {
        memset(out + n, ' ', lines[i].pad);
        n += lines[i].pad;
        memcpy(out + n, lines[i].p, lines[i].n);
        n += lines[i].n;
        out[n++] = '\n';
    }
    return (str){out, n ? n - 1 : 0};
}

str line_text(const struct line *line)
{
    return (str){line->p, line->n};
}

static bool is_blank_char(char c)
{
    return c == ' ' || c == '\t';
}

bool line_blank(const struct line *line)
{
    for (size_t i = 0; i < line->n; i++)
        if (!is_blank_char(line->p[i]))
            return false;
    return true;
}

int line_indent(const struct line *line)
{
    int columns = (int)line->pad;
    int at = (int)line->column;
    for (size_t i = 0; i < line->n && is_blank_char(line->p[i]); i++) {
        int width = line->p[i] == '\t' ? TAB - at % TAB : 1;
        columns += width;
        at += width;
    }
    return columns;
}

str line_content(const struct line *line)
{
    size_t n = 0;
    while (n < line->n && is_blank_char(line->p[n]))
        n++;
    return str_from(line_text(line), n);
}

str line_trimmed(const struct line *line)
{
    return str_trim(line_text(line));
}

void line_outdent(struct line *line, int columns)
{
    if (!line->pad && (!line->n || !is_blank_char(*line->p)))
        return;
    int pad = (int)line->pad;
    int at = (int)line->column;
    size_t n = 0;
    while (pad < columns && n < line->n && is_blank_char(line->p[n])) {
        int width = line->p[n] == '\t' ? TAB - at % TAB : 1;
        pad += width;
        at += width;
        n++;
    }
    pad = pad > columns ? pad - columns : 0;
    line->p += n;
    line->n = (unsigned)(line->n - n) & LINE_MAX_BYTES;
    line->pad = (unsigned)pad & 3;
    line->column = (unsigned)at & 3;
}

void line_take(struct line *line, size_t bytes)
{
    if (bytes > line->n)
        bytes = line->n;
    line->p += bytes;
    line->n = (unsigned)(line->n - bytes) & LINE_MAX_BYTES;
    line->column = (unsigned)(line->column + bytes) & 3;
}
