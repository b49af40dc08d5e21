#ifndef MARKUP_HTML_TABLE_H
#define MARKUP_HTML_TABLE_H

#include "markup/html_token.h"
#include "markup/parser.h"

/* A cell of ROW, which takes blocks until the table is settled. */
cmark_node *html_table_cell(cmark_node *row, const struct html_token *, struct parser *, int line);

/*
 * TABLE, of rows of such cells, is complete. It becomes a TREE_TABLE of inlines, as wide as its widest row, where cells
 * that span others leave the others empty. A table that only lays out a page (one column, or lists and code in its
 * cells) becomes a TREE_DIV of what the cells hold.
 */
void html_table_settle(cmark_node *table, struct parser *);

#endif
