#ifndef RENDER_GRID_H
#define RENDER_GRID_H

#include "render/flow.h"

/* A table as texts in rows and columns. */
struct grid {
    size_t rows, columns;
    str *cells;   /* row by row */
    bool *header; /* by row */
    bool *rule;   /* by row: a rule stands below it */
    str *names;   /* by column, of the header; empty where it has none */
    int *widths;  /* by column, in display columns */
    const enum tree_align *align;
    int width;   /* of a padded row */
    bool sparse; /* padding would be most of it */
};

struct grid grid_make(cmark_node *table, const struct flow_style *, struct link_list *);
/* A row, padded, without spaces at its end; and the rule below the header. */
str grid_line(const struct grid *, size_t row, struct arena *);
str grid_rule(const struct grid *, struct arena *);
str grid_text(const struct grid *, struct arena *); /* all of them as lines */
/* "header: cell" of a cell, or only the cell where the column has no header; empty for an empty cell. */
str grid_record(const struct grid *, size_t row, size_t column, struct arena *);
/* True when a table without a header only places pictures and sentences on a page: its cells are lines of their own. */
bool grid_is_layout(cmark_node *table, struct arena *);

#endif
