#include "hugo/asciidoc_table.h"

enum { CELLS_MAX = 20000, COLUMNS_MAX = 50, CELL_MAX = 4096 /* bytes */ };

/* The number of columns in "1,2a,3*": with a star that many. */
static size_t count_columns(str cols)
{
    size_t columns = 0;
    while (cols.n && columns < COLUMNS_MAX) {
        str one = str_trim(str_first(cols, str_span_not(cols, ",;")));
        long times = 1;
        size_t n = str_span(one, "0123456789");
        if (str_starts(str_from(one, n), STR("*")))
            str_to_long(str_first(one, n), &times);
        columns += times > 0 && times < COLUMNS_MAX ? (size_t)times : 1;
        cols = str_from(cols, str_span_not(cols, ",;") + 1);
    }
    return columns < COLUMNS_MAX ? columns : COLUMNS_MAX;
}

void asciidoc_table_open(struct asciidoc_table *t, str attributes, struct arena *arena)
{
    size_t at = str_find(attributes, STR("cols=\""));
    str cols = at == STR_NONE ? STR("") : str_from(attributes, at + STR("cols=\"").n);
    *t = (struct asciidoc_table){.arena = arena, .columns = count_columns(str_first(cols, str_span_not(cols, "\"")))};
    buf_init(&t->cell, CELL_MAX);
}

static void end_cell(struct asciidoc_table *t)
{
    if (t->begun && t->count < CELLS_MAX) {
        t->cells = arena_grow(t->arena, t->cells, t->count, &t->capacity, sizeof *t->cells);
        t->cells[t->count++] = arena_str(t->arena, str_trim(buf_str(&t->cell)));
    }
    buf_clear(&t->cell);
}

/* The bytes at the end of S that say how the cell behind them is set: "2+", "a", ".3+^.>s". They stand alone: FIRST, at
 * the start of a line, or behind a blank. */
static size_t style_span(str s, bool first)
{
    size_t blank = str_find_last(s, ' ');
    str style = blank == STR_NONE ? s : str_from(s, blank + 1);
    size_t n = str_span(style, "0123456789.+*<>^"), letter = str_span(str_from(style, n), "adehlmsv");
    bool sign = letter || str_span_not(style, "+*<>^") < n;
    return (first || blank != STR_NONE) && letter <= 1 && n + letter == style.n && sign ? style.n : 0;
}

void asciidoc_table_take(struct asciidoc_table *t, str line)
{
    size_t before = t->count + t->begun;
    for (size_t i = 0, from = 0; i <= line.n; i++) {
        bool end = i == line.n, mark = !end && line.p[i] == '|' && (!i || line.p[i - 1] != '\\');
        if (!end && !mark)
            continue;
        str part = str_between(line, from, i);
        part = str_first(part, part.n - (mark ? style_span(part, !from) : 0));
        buf_put(&t->cell, t->cell.n ? STR(" ") : STR(""));
        buf_put(&t->cell, str_trim(part));
        from = i + 1;
        if (mark) {
            end_cell(t);
            t->begun = true;
        }
    }
    if (!t->columns && t->begun)
        t->columns = t->count + 1 - before;
    t->columns = t->columns < COLUMNS_MAX ? t->columns : COLUMNS_MAX;
}

size_t asciidoc_table_end(struct asciidoc_table *t)
{
    end_cell(t);
    buf_finish(&t->cell);
    return t->columns ? (t->count + t->columns - 1) / t->columns : 0;
}

str asciidoc_table_cell(const struct asciidoc_table *t, size_t row, size_t column)
{
    size_t at = row * t->columns + column;
    return at < t->count ? t->cells[at] : STR("");
}
