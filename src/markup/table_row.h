#ifndef MARKUP_TABLE_ROW_H
#define MARKUP_TABLE_ROW_H

#include "markup/tree.h"

/* One line of a table, trimmed. Pipes in code spans and after a backslash do not separate cells. */

enum { TABLE_COLUMNS_MAX = 256, TABLE_CELLS_MAX = 1 << 20 };

struct row_cells {
    str *items; /* trimmed, with "|" for "\|" */
    size_t count;
};

bool row_has_pipe(str row);
bool row_is_delimiter(str row); /* dashes or equals signs, with pipes, plus signs and colons */
size_t row_count(str row);      /* number of cells */
struct row_cells row_split(str row, struct arena *);
/* The alignment that a delimiter row gives each of COLUMNS columns. */
const enum tree_align *row_alignment(str row, size_t columns, struct arena *);

#endif
