#include "markup/html_table.h"

#include "markup/table_row.h"

#include <string.h>

enum { SPAN_MAX = 64 };

/* Keeps a cell's span in its note until the table is settled. */
static void set_span(struct tree_note *note, int columns, int rows)
{
    note->columns = (size_t)columns;
    note->number = rows;
}

static int read_span(const struct html_token *token, str name, struct arena *arena)
{
    str value;
    long span;
    if (!token || !html_attribute(token->attributes, name, arena, &value) || !str_to_long(value, &span))
        return 1;
    return span < 1 ? 1 : span > SPAN_MAX ? SPAN_MAX : (int)span;
}

static bool says(const struct html_token *token, str name, str what, struct arena *arena)
{
    str value;
    return token && html_attribute(token->attributes, name, arena, &value) && str_find(value, what) != STR_NONE;
}

static enum tree_align read_align(const struct html_token *token, struct arena *arena)
{
    static const str names[] = {
        [ALIGN_LEFT] = STR_INIT("left"), [ALIGN_CENTER] = STR_INIT("center"), [ALIGN_RIGHT] = STR_INIT("right")};
    for (enum tree_align align = ALIGN_LEFT; align <= ALIGN_RIGHT; align++)
        if (says(token, STR("align"), names[align], arena) || says(token, STR("style"), names[align], arena))
            return align;
    return ALIGN_NONE;
}

cmark_node *html_table_cell(cmark_node *row, const struct html_token *token, struct parser *parser, int line)
{
    struct tree_note *note;
    /* Line numbers beside code are not content. */
    bool gutter = says(token, STR("class"), STR("gutter"), parser->arena) ||
                  says(token, STR("class"), STR("lineno"), parser->arena);
    cmark_node *cell = parser_add_tree(parser, gutter ? parser->dropped : row, TREE_CELL, line, &note);
    set_span(note, read_span(token, STR("colspan"), parser->arena), read_span(token, STR("rowspan"), parser->arena));
    note->header = token && str_eq_nocase(token->name, STR("th"));
    note->occurrence = (int)read_align(token, parser->arena);
    return cell;
}

static bool is_simple(cmark_node *cell)
{
    for (cmark_node *block = cmark_node_first_child(cell); block; block = cmark_node_next(block)) {
        cmark_node_type type = cmark_node_get_type(block);
        if ((type != CMARK_NODE_PARAGRAPH && type != CMARK_NODE_HEADING) || !cmark_node_first_child(block))
            return false;
    }
    return true;
}

struct shape {
    size_t rows, columns;
    bool simple;
};

/* The number of columns that the cells of ROW reach to. REMAINING: the rows of each column that are still covered
 * from above. */
static size_t place_row(cmark_node *row, int *remaining)
{
    size_t column = 0;
    for (cmark_node *cell = cmark_node_first_child(row); cell; cell = cmark_node_next(cell)) {
        const struct tree_note *note = tree_note(cell);
        for (; column < TABLE_COLUMNS_MAX && remaining[column] > 0; column++)
            remaining[column]--;
        if (column + note->columns > TABLE_COLUMNS_MAX)
            return TABLE_COLUMNS_MAX + 1;
        for (size_t i = 0; i < note->columns; i++)
            remaining[column++] = note->number - 1;
    }
    for (size_t i = column; i < TABLE_COLUMNS_MAX; i++)
        remaining[i] -= remaining[i] > 0;
    return column;
}

static struct shape shape_of(cmark_node *table)
{
    struct shape shape = {.simple = true};
    int remaining[TABLE_COLUMNS_MAX] = {0};
    for (cmark_node *row = cmark_node_first_child(table); row; row = cmark_node_next(row)) {
        size_t columns = place_row(row, remaining);
        for (cmark_node *cell = cmark_node_first_child(row); cell; cell = cmark_node_next(cell))
            shape.simple = shape.simple && is_simple(cell);
        shape.rows++;
        shape.columns = columns > shape.columns ? columns : shape.columns;
    }
    return shape;
}

static void move_children(cmark_node *from, cmark_node *to)
{
    for (cmark_node *child; (child = cmark_node_first_child(from));)
        cmark_node_append_child(to, child);
}

/* Puts the cells' blocks, one after the other, in place of the table. */
static void unfold(cmark_node *table, struct parser *parser)
{
    cmark_node *div = tree_node(TREE_DIV, parser->arena, NULL);
    ((struct tree_note *)cmark_node_get_user_data(div))->tag = STR("div");
    cmark_node_replace(table, div);
    for (cmark_node *row = cmark_node_first_child(table); row; row = cmark_node_next(row))
        for (cmark_node *cell = cmark_node_first_child(row); cell; cell = cmark_node_next(cell))
            move_children(cell, div);
    cmark_node_free(table);
}

/* Turns the paragraphs of a cell into its lines. */
static void flatten(cmark_node *cell)
{
    for (cmark_node *block; (block = cmark_node_first_child(cell)) &&
                            cmark_node_get_type(block) >= CMARK_NODE_FIRST_BLOCK &&
                            cmark_node_get_type(block) <= CMARK_NODE_LAST_BLOCK;) {
        cmark_node_unlink(block);
        if (cmark_node_first_child(cell))
            cmark_node_append_child(cell, tree_new(CMARK_NODE_LINEBREAK));
        move_children(block, cell);
        cmark_node_free(block);
    }
}

static cmark_node *empty_cell(struct parser *parser)
{
    return tree_node(TREE_CELL, parser->arena, NULL);
}

/* Cells that span rows leave room in the rows below: REMAINING holds the rows of each column that are still covered. */
static void settle_row(cmark_node *row, size_t columns, int *remaining, enum tree_align *align, struct parser *parser)
{
    size_t column = 0;
    for (cmark_node *cell = cmark_node_first_child(row); cell && column < columns; cell = cmark_node_next(cell)) {
        for (; column < columns && remaining[column] > 0; column++) {
            remaining[column]--;
            cmark_node_insert_before(cell, empty_cell(parser));
        }
        struct tree_note *note = cmark_node_get_user_data(cell);
        size_t span = note->columns;
        if (column < columns && align[column] == ALIGN_NONE)
            align[column] = (enum tree_align)note->occurrence;
        for (size_t i = 0; i < span && column < columns; i++, column++) {
            remaining[column] = note->number - 1;
            if (i > 0) {
                cmark_node_insert_after(cell, empty_cell(parser));
                cell = cmark_node_next(cell);
            }
        }
        *note = (struct tree_note){.kind = TREE_CELL, .line = note->line};
    }
    for (; column < columns; column++) {
        remaining[column] -= remaining[column] > 0;
        cmark_node_append_child(row, empty_cell(parser));
    }
}

static bool is_header(cmark_node *row)
{
    for (cmark_node *cell = cmark_node_first_child(row); cell; cell = cmark_node_next(cell))
        if (!tree_note(cell)->header)
            return false;
    return cmark_node_first_child(row) != NULL;
}

static bool is_empty(cmark_node *row)
{
    for (cmark_node *cell = cmark_node_first_child(row); cell; cell = cmark_node_next(cell))
        if (cmark_node_first_child(cell))
            return false;
    return true;
}

/* A header without words heads no column. */
static void drop_empty_header(cmark_node *table)
{
    cmark_node *row = cmark_node_first_child(table);
    if (!row || !cmark_node_next(row) || !tree_note(row)->header || !is_empty(row))
        return;
    cmark_node_unlink(row);
    cmark_node_free(row);
}

static void settle_rows(cmark_node *table, size_t columns, struct parser *parser)
{
    int *remaining = ARENA_ARRAY(parser->arena, int, columns);
    enum tree_align *align = ARENA_ARRAY(parser->arena, enum tree_align, columns);
    for (cmark_node *row = cmark_node_first_child(table); row; row = cmark_node_next(row)) {
        struct tree_note *note = cmark_node_get_user_data(row);
        note->header = note->header || (row == cmark_node_first_child(table) && is_header(row));
        settle_row(row, columns, remaining, align, parser);
        for (cmark_node *cell = cmark_node_first_child(row); cell; cell = cmark_node_next(cell))
            flatten(cell);
    }
    struct tree_note *note = cmark_node_get_user_data(table);
    note->columns = columns;
    note->align = align;
    drop_empty_header(table);
}

/* A foot is the last part of its table, and may be written before the others (HTML 4). */
static void move_foot(cmark_node *table)
{
    cmark_node *last = cmark_node_last_child(table), *next;
    for (cmark_node *row = last ? cmark_node_first_child(table) : NULL; row; row = next) {
        next = row == last ? NULL : cmark_node_next(row);
        if (tree_note(row) && tree_note(row)->footer && cmark_node_next(row)) {
            cmark_node_unlink(row);
            cmark_node_append_child(table, row);
        }
    }
}

void html_table_settle(cmark_node *table, struct parser *parser)
{
    move_foot(table);
    struct shape shape = shape_of(table);
    bool wide = shape.columns > TABLE_COLUMNS_MAX || shape.rows * shape.columns > TABLE_CELLS_MAX;
    if (shape.columns == 0) {
        cmark_node_unlink(table);
        cmark_node_free(table);
    } else if (!shape.simple || shape.columns == 1 || wide) {
        unfold(table, parser);
    } else {
        settle_rows(table, shape.columns, parser);
    }
}
