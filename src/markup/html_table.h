#ifndef MARKUP_HTML_TABLE_H
#define MARKUP_HTML_TABLE_H

#include "markup/html_token.h"
#include "markup/parser.h"

/* Adds a cell to ROW. The cell takes blocks until the table is settled. */
cmark_node *html_table_cell(cmark_node *row, const struct html_token *, struct parser *, int line);

/*
 * Settles TABLE once its rows of such cells are complete. It becomes a TREE_TABLE of inlines, as wide as its widest
 * row, with empty cells in the places that a spanning cell covers. A table that only lays out a page (one column, or
 * lists and code in its cells) becomes a TREE_DIV of the blocks in its cells.
 */
void html_table_settle(cmark_node *table, struct parser *);

#endif
