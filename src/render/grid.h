#ifndef RENDER_GRID_H
#define RENDER_GRID_H

#include "render/flow.h"

/* A table as texts in rows and columns. */
struct grid {
    size_t rows, columns;
    str *cells;   /* row by row */
    bool *header; /* by row */
    int *widths;  /* by column, in display columns */
    const enum tree_align *align;
    int width;   /* of a padded row */
    bool sparse; /* padding would be most of it */
};

struct grid grid_make(cmark_node *table, const struct flow_style *, struct link_list *);
/* A row, padded, without spaces at its end; and the rule below the header. */
str grid_line(const struct grid *, size_t row, struct arena *);
str grid_rule(const struct grid *, struct arena *);
/* "header: cell" of a cell, or only the cell where the column has no header; empty for an empty cell. */
str grid_record(const struct grid *, size_t row, size_t column, struct arena *);
bool grid_is_rule_row(const struct grid *, size_t row); /* true for the last header row */

#endif
