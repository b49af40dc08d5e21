#include "markup/table_row.h"

#include <string.h>

enum { UNCLOSED_MAX = 8, CODE_MAX = 1000 };

/* Bytes of the code span at the beginning of S, whose first byte is a backtick; those of the backticks alone when
 * nothing closes them. */
static size_t span_code(str s)
{
    size_t ticks = str_span(s, "`");
    for (size_t i = ticks; i < s.n;) {
        const char *next = memchr(s.p + i, '`', s.n - i);
        if (!next)
            break;
        i = (size_t)(next - s.p);
        size_t run = str_span(str_from(s, i), "`");
        i += run;
        if (run == ticks)
            return i;
    }
    return ticks;
}

/* Bytes of "<code>…</code>" at the beginning of S, one where there is none: a cell has little code. */
static size_t span_element(str s)
{
    if (!str_starts_nocase(s, STR("<code")))
        return 1;
    size_t end = str_find(str_first(s, s.n < CODE_MAX ? s.n : CODE_MAX), STR("</code>"));
    return end == STR_NONE ? 1 : end + STR("</code>").n;
}

/* A single backtick between spaces opens no code in kramdown. */
static bool stands_alone(str s, size_t i)
{
    return (i == 0 || char_is_space(s.p[i - 1])) && (i + 1 == s.n || char_is_space(s.p[i + 1]));
}

/* The offset of the next pipe that separates cells; S.n when there is none. */
static size_t next_pipe(str s)
{
    size_t i = 0;
    size_t unclosed = 0; /* runs of backticks that nothing closes: after UNCLOSED_MAX of them the row has no code */
    while (i < s.n && s.p[i] != '|') {
        size_t taken = 1;
        if (s.p[i] == '\\' && i + 1 < s.n) {
            taken = 2;
        } else if (s.p[i] == '<') {
            taken = span_element(str_from(s, i));
        } else if (s.p[i] == '`' && unclosed < UNCLOSED_MAX && !stands_alone(s, i)) {
            str rest = str_from(s, i);
            taken = span_code(rest);
            unclosed += taken == str_span(rest, "`");
        }
        i += taken;
    }
    return i < s.n ? i : s.n;
}

bool row_has_pipe(str row)
{
    return str_has_char(row, '|') && next_pipe(row) < row.n;
}

bool row_is_delimiter(str row)
{
    bool line = false, bar = false;
    for (size_t i = 0; i < row.n; i++) {
        char c = row.p[i];
        line = line || c == '-' || c == '=';
        bar = bar || c == '|' || c == '+' || c == ':';
        if (c == '\0' || !strchr("-=|+: \t", c))
            return false;
    }
    return line && (bar || row.n >= 3);
}

/* Takes the next cell off ROW; false when nothing is left but the frame. */
static bool next_cell(str *row, str *cell)
{
    if (row->n == 0)
        return false;
    size_t at = next_pipe(*row);
    *cell = str_trim(str_first(*row, at));
    *row = str_from(*row, at + 1);
    return true;
}

/* ROW without the pipe that frames it on the left; the one on the right closes the last cell. */
static str unframed(str row)
{
    return str_starts(row, STR("|")) ? str_from(row, 1) : row;
}

size_t row_count(str row)
{
    size_t count = 0;
    row = unframed(row);
    for (str cell; next_cell(&row, &cell);)
        count++;
    return count;
}

static str unescaped(str cell, struct arena *arena)
{
    if (str_find(cell, STR("\\|")) == STR_NONE)
        return cell;
    char *out = arena_alloc(arena, cell.n, 1);
    size_t n = 0;
    for (size_t i = 0; i < cell.n; i++)
        if (cell.p[i] != '\\' || i + 1 == cell.n || cell.p[i + 1] != '|')
            out[n++] = cell.p[i];
    return (str){out, n};
}

struct row_cells row_split(str row, struct arena *arena)
{
    struct row_cells cells = {.items = ARENA_ARRAY(arena, str, row_count(row) + 1)};
    row = unframed(row);
    for (str cell; next_cell(&row, &cell);)
        cells.items[cells.count++] = unescaped(cell, arena);
    return cells;
}

static enum tree_align align_of(str cell)
{
    bool left = str_starts(cell, STR(":")), right = cell.n > 1 && str_ends(cell, STR(":"));
    if (left && right)
        return ALIGN_CENTER;
    return left ? ALIGN_LEFT : right ? ALIGN_RIGHT : ALIGN_NONE;
}

const enum tree_align *row_alignment(str row, size_t columns, struct arena *arena)
{
    enum tree_align *align = ARENA_ARRAY(arena, enum tree_align, columns);
    row = unframed(row);
    str cell;
    for (size_t i = 0; i < columns && next_cell(&row, &cell); i++)
        align[i] = align_of(cell);
    return align;
}
