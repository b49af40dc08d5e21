#include "render/grid.h"

#include "text/width.h"

#include <stdint.h>

enum { GAP = 3, SPARSE_FREE = 64 << 10, SPARSE_FACTOR = 8, CELL_COLUMNS = 60, SENTENCES = 2 };

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

/* The words of the header rows, for each column. */
static void name_columns(struct grid *g, struct arena *arena)
{
    for (size_t row = 0; row < g->rows; row++)
        for (size_t i = 0; i < g->columns && g->header[row]; i++) {
            str cell = g->cells[row * g->columns + i];
            g->names[i] = g->names[i].n && cell.n ? ARENA_CONCAT(arena, g->names[i], STR(" "), cell)
                          : cell.n                ? cell
                                                  : g->names[i];
        }
}

/* Below the last row of the header, and above the first of the footer. */
static void place_rules(struct grid *g, cmark_node *table)
{
    bool foot = false;
    size_t row = 0;
    for (cmark_node *node = cmark_node_first_child(table); node; node = cmark_node_next(node), row++) {
        bool now = tree_note(node) && tree_note(node)->footer;
        g->rule[row] = g->header[row] && (row + 1 == g->rows || !g->header[row + 1]);
        if (row && now && !foot)
            g->rule[row - 1] = true;
        foot = now;
    }
}

struct grid grid_make(cmark_node *table, const struct flow_style *style, struct link_list *links)
{
    const struct tree_note *note = tree_note(table);
    struct arena *arena = links->arena;
    struct grid g = {.rows = count_rows(table), .columns = note->columns, .align = note->align};
    g.cells = ARENA_ARRAY(arena, str, g.rows * g.columns);
    g.header = ARENA_ARRAY(arena, bool, g.rows);
    g.rule = ARENA_ARRAY(arena, bool, g.rows);
    g.names = ARENA_ARRAY(arena, str, g.columns);
    g.widths = ARENA_ARRAY(arena, int, g.columns);
    size_t row = 0, bytes = 0;
    for (cmark_node *node = cmark_node_first_child(table); node; node = cmark_node_next(node))
        read_row(&g, row++, node, style, links);
    name_columns(&g, arena);
    place_rules(&g, table);
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
    str cell = g->cells[row * g->columns + column], name = g->names[column];
    if (!name.n || !cell.n)
        return cell;
    bool ended = str_ends(name, STR(":")) || str_ends(name, STR("："));
    return ARENA_CONCAT(arena, name, ended ? STR(" ") : STR(": "), cell);
}

static size_t count_wide_stops(str text)
{
    size_t stops = 0;
    for (size_t at; stops < SENTENCES && (at = str_find(text, STR("。"))) != STR_NONE; stops++)
        text = str_from(text, at + STR("。").n);
    return stops;
}

/* A sentence ends in TEXT, and another one does. */
static bool has_sentences(str text)
{
    size_t stops = count_wide_stops(text);
    for (size_t i = 1; i < text.n && stops < SENTENCES; i++)
        stops += text.p[i] == '.' && text.p[i - 1] != '.' && (i + 1 == text.n || char_is_space(text.p[i + 1]));
    return stops >= SENTENCES;
}

static bool holds_picture(cmark_node *node)
{
    bool found = false;
    cmark_iter *walk = cmark_iter_new(node);
    while (!found && cmark_iter_next(walk) != CMARK_EVENT_DONE)
        found = cmark_node_get_type(cmark_iter_get_node(walk)) == CMARK_NODE_IMAGE;
    cmark_iter_free(walk);
    return found;
}

bool grid_is_layout(cmark_node *table, struct arena *arena)
{
    for (cmark_node *row = cmark_node_first_child(table); row; row = cmark_node_next(row))
        if (tree_note(row) && tree_note(row)->header)
            return false;
    for (cmark_node *row = cmark_node_first_child(table); row; row = cmark_node_next(row))
        for (cmark_node *cell = cmark_node_first_child(row); cell; cell = cmark_node_next(cell)) {
            str text = tree_text(cell, arena);
            if (text_width(text) > CELL_COLUMNS || has_sentences(text) || holds_picture(cell))
                return true;
        }
    return false;
}

str grid_text(const struct grid *grid, struct arena *arena)
{
    struct buf text;
    buf_init(&text, SIZE_MAX);
    for (size_t row = 0; row < grid->rows; row++) {
        buf_put(&text, grid_line(grid, row, arena));
        buf_put_char(&text, '\n');
        if (!grid->rule[row])
            continue;
        buf_put(&text, grid_rule(grid, arena));
        buf_put_char(&text, '\n');
    }
    str lines = arena_str(arena, buf_str(&text));
    buf_finish(&text);
    return lines;
}
