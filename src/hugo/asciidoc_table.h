#ifndef HUGO_ASCIIDOC_TABLE_H
#define HUGO_ASCIIDOC_TABLE_H

#include "base/buf.h"

/* A table of AsciiDoc while its lines are read: cells, each behind a "|", as many in a row as there are columns. */
struct asciidoc_table {
    struct arena *arena;
    str *cells;
    size_t count, capacity;
    size_t columns;  /* 0: as many as the first line has cells */
    struct buf cell; /* the one that is being read */
    bool begun;      /* there is such a cell */
};

/* ATTRIBUTES are those of the table: "cols=\"1,2\",options=header". */
void asciidoc_table_open(struct asciidoc_table *, str attributes, struct arena *);
void asciidoc_table_take(struct asciidoc_table *, str line);
/* Ends it; the number of its rows. */
size_t asciidoc_table_end(struct asciidoc_table *);
/* The text of a cell, in one line; empty: the row has none there. */
str asciidoc_table_cell(const struct asciidoc_table *, size_t row, size_t column);

#endif
