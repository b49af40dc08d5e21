#include "markup/block.h"
#include "markup/block_start.h"
#include "markup/table_row.h"

/*
 * A table is a run of rows with pipes. GFM requires a delimiter row below the first row and ends the table where lines
 * have no pipes; kramdown accepts rows alone if blank lines surround them.
 */

enum { RAGGED_MAX = 65536, RAGGED_FACTOR = 8 };

static bool is_row(const struct line *line)
{
    return line_blank(line) ? false : row_has_pipe(line_trimmed(line));
}

static bool has_header(const struct blocks *b, size_t i, bool after_paragraph)
{
    if (i + 1 >= b->count)
        return false;
    str header = line_trimmed(&b->lines[i]), delimiter = line_trimmed(&b->lines[i + 1]);
    if (!row_is_delimiter(delimiter) || !row_has_pipe(header) || row_is_delimiter(header))
        return false;
    if (after_paragraph || !str_has_char(delimiter, '|'))
        return row_count(header) == row_count(delimiter);
    return true;
}

static size_t rows_end(const struct blocks *b, size_t i)
{
    while (i < b->count && is_row(&b->lines[i]))
        i++;
    return i;
}

static bool is_framed(str row)
{
    return row.n > 2 && *row.p == '|' && row.p[row.n - 1] == '|';
}

static bool ends_block(const struct blocks *b, size_t i)
{
    str list;
    return i == b->count || line_blank(&b->lines[i]) || line_is_attributes(&b->lines[i], &list);
}

size_t table_span(struct blocks *b, size_t i, bool after_paragraph)
{
    if (i < b->no_table)
        return 0;
    str first = line_trimmed(&b->lines[i]);
    if (!str_has_char(first, '|') && !row_is_delimiter(first))
        return 0;
    if (has_header(b, i, after_paragraph))
        return after_paragraph ? 2 : rows_end(b, i + 2) - i;
    if (after_paragraph || !row_has_pipe(first))
        return 0;
    size_t end = rows_end(b, i);
    bool several =
        end > i + 1 && !(row_is_delimiter(first) && end == i + 2 && row_is_delimiter(line_trimmed(&b->lines[i + 1])));
    return ends_block(b, end) && (several || (is_framed(first) && !row_is_delimiter(first))) ? end - i : 0;
}

enum part { PART_HEAD, PART_BODY, PART_FOOT };

static void add_row(struct parser *parser, cmark_node *table, const struct line *line, size_t columns, enum part part)
{
    struct tree_note *note;
    cmark_node *row = parser_add_tree(parser, table, TREE_ROW, line->number, &note);
    note->header = part == PART_HEAD;
    note->footer = part == PART_FOOT;
    struct row_cells cells = row_split(line_trimmed(line), parser->arena);
    for (size_t i = 0; i < columns; i++) {
        cmark_node *cell = parser_add_tree(parser, row, TREE_CELL, line->number, NULL);
        if (i < cells.count && cells.items[i].n)
            parser_add_text(parser, cell, cells.items[i], line->number);
    }
}

/* The number of cells in the longest row; 0 when there are too many to be read as a table, or when a few long rows
 * would pad many short ones. */
static size_t count_columns(const struct line *lines, size_t count)
{
    size_t columns = 0, all = 0;
    for (size_t i = 0; i < count; i++) {
        size_t cells = row_is_delimiter(line_trimmed(&lines[i])) ? 0 : row_count(line_trimmed(&lines[i]));
        columns = cells > columns ? cells : columns;
        all += cells;
    }
    bool ragged = columns * count > RAGGED_MAX && columns * count / RAGGED_FACTOR > all;
    return columns > TABLE_COLUMNS_MAX || ragged ? 0 : columns;
}

/* kramdown's "|===|": what stands below it is the footer. */
static bool is_foot_rule(const struct line *line)
{
    return row_is_delimiter(line_trimmed(line)) && str_has_char(line_trimmed(line), '=');
}

/* The first delimiter row below a row aligns the columns, and makes what stands above it the header. */
static size_t find_delimiter(const struct line *lines, size_t count)
{
    bool rows = false;
    for (size_t i = 0; i < count; i++) {
        bool delimiter = row_is_delimiter(line_trimmed(&lines[i]));
        if (rows && delimiter)
            return is_foot_rule(&lines[i]) ? count : i;
        rows = rows || !delimiter;
    }
    return count;
}

/* "| | |" above the delimiter, which GFM wants, heads no column. */
static bool is_empty_row(struct parser *parser, const struct line *line)
{
    struct row_cells cells = row_split(line_trimmed(line), parser->arena);
    for (size_t i = 0; i < cells.count; i++)
        if (cells.items[i].n)
            return false;
    return true;
}

static void add_rows(struct parser *parser, cmark_node *table, const struct line *lines, size_t count, size_t columns,
                     size_t delimiter)
{
    bool foot = false, rows = false;
    for (size_t i = 0; i < count; i++) {
        if (row_is_delimiter(line_trimmed(&lines[i]))) {
            foot = foot || (rows && is_foot_rule(&lines[i]));
            continue;
        }
        enum part part = delimiter < count && i < delimiter ? PART_HEAD : foot ? PART_FOOT : PART_BODY;
        if (part == PART_HEAD && count > delimiter + 1 && is_empty_row(parser, &lines[i]))
            continue;
        add_row(parser, table, &lines[i], columns, part);
        rows = true;
    }
}

bool block_table(struct parser *parser, struct blocks *b)
{
    size_t count = table_span(b, b->at, false);
    if (!count || (parser->options->tables_have_header && !has_header(b, b->at, false)))
        return false;
    const struct line *lines = &b->lines[b->at];
    size_t columns = count_columns(lines, count);
    if (columns == 0) {
        b->no_table = b->at + count;
        return false;
    }
    struct tree_note *note;
    cmark_node *table = parser_add_tree(parser, b->parent, TREE_TABLE, lines->number, &note);
    size_t delimiter = find_delimiter(lines, count);
    note->columns = columns;
    note->align = row_alignment(delimiter < count ? line_trimmed(&lines[delimiter]) : STR(""), columns, parser->arena);
    add_rows(parser, table, lines, count, columns, delimiter);
    b->at += count;
    return true;
}
