#include "render/grid.h"

#include "text/width.h"

#include <stdint.h>

enum { GAP = 3, SPARSE_FREE = 64 << 10, SPARSE_FACTOR = 8 };

static size_t count_rows(cmark_node *table)
{
    size_t rows = 0;
    for (cmark_node *row = cmark_node_first_child(table); row; row = cmark_node_next(row))
        rows++;
    return rows;
}

static void read_row(struct grid *g, size_t row, cmark_node *node, const struct flow_style *style,
                     struct link_list *links)
{
    size_t column = 0;
    g->header[row] = tree_note(node) && tree_note(node)->header;
    for (cmark_node *cell = cmark_node_first_child(node); cell && column < g->columns; cell = cmark_node_next(cell)) {
        str text = flow_one_line(flow_inlines(cell, style, links).text, links->arena);
        int width = text_width(text);
        g->cells[row * g->columns + column] = text;
        if (width > g->widths[column])
            g->widths[column] = width;
        column++;
    }
}

struct grid grid_make(cmark_node *table, const struct flow_style *style, struct link_list *links)
{
    const struct tree_note *note = tree_note(table);
    struct arena *arena = links->arena;
    struct grid g = {.rows = count_rows(table), .columns = note->columns, .align = note->align};
    g.cells = ARENA_ARRAY(arena, str, g.rows * g.columns);
    g.header = ARENA_ARRAY(arena, bool, g.rows);
    g.widths = ARENA_ARRAY(arena, int, g.columns);
    size_t row = 0, bytes = 0;
    for (cmark_node *node = cmark_node_first_child(table); node; node = cmark_node_next(node))
        read_row(&g, row++, node, style, links);
    for (size_t i = 0; i < g.rows * g.columns; i++)
        bytes += g.cells[i].n;
    for (size_t i = 0; i < g.columns; i++)
        g.width += g.widths[i] + (i ? GAP : 0);
    g.sparse = g.rows * (size_t)g.width > SPARSE_FREE + SPARSE_FACTOR * bytes;
    return g;
}

static void put_padded(struct buf *out, str text, int width, enum tree_align align)
{
    size_t space = (size_t)(width - text_width(text));
    size_t left = align == ALIGN_RIGHT ? space : align == ALIGN_CENTER ? space / 2 : 0;
    buf_put_repeat(out, ' ', left);
    buf_put(out, text);
    buf_put_repeat(out, ' ', space - left);
}

str grid_line(const struct grid *g, size_t row, struct arena *arena)
{
    struct buf out;
    buf_init(&out, SIZE_MAX);
    for (size_t i = 0; i < g->columns; i++) {
        if (i)
            buf_put(&out, STR(" | "));
        put_padded(&out, g->cells[row * g->columns + i], g->widths[i], g->align ? g->align[i] : ALIGN_NONE);
    }
    str line = str_trim_char_right(arena_str(arena, buf_str(&out)), ' ');
    buf_finish(&out);
    return line;
}

str grid_rule(const struct grid *g, struct arena *arena)
{
    struct buf out;
    buf_init(&out, SIZE_MAX);
    for (size_t i = 0; i < g->columns; i++) {
        if (i)
            buf_put(&out, STR("-+-"));
        buf_put_repeat(&out, '-', (size_t)g->widths[i]);
    }
    str line = arena_str(arena, buf_str(&out));
    buf_finish(&out);
    return line;
}

str grid_record(const struct grid *g, size_t row, size_t column, struct arena *arena)
{
    str cell = g->cells[row * g->columns + column];
    str header = g->header[0] ? g->cells[column] : STR("");
    return header.n && cell.n ? ARENA_CONCAT(arena, header, STR(": "), cell) : cell;
}

bool grid_is_rule_row(const struct grid *g, size_t row)
{
    return g->header[row] && (row + 1 == g->rows || !g->header[row + 1]);
}
