#ifndef TESTS_FUZZ_DATA_TREE_CHECK_H
#define TESTS_FUZZ_DATA_TREE_CHECK_H

#include "data/data.h"

#include <stdlib.h>

enum { TREE_DEPTH = 66, TREE_FIRST_LINE = 2 };

static inline void demand(bool holds)
{
    if (!holds)
        abort();
}

/* Every node knows its line (an empty one at the end stands behind the last), and has what its kind promises. */
static inline void tree_walk(const struct data *d, int lines, int depth, struct arena *arena)
{
    demand(d && depth < TREE_DEPTH && d->line >= TREE_FIRST_LINE && d->line <= TREE_FIRST_LINE + lines + 1);
    demand(d->count == 0 || (d->kind == DATA_LIST ? d->items != NULL : d->kind == DATA_MAP && d->pairs));
    data_text(d, arena);
    for (size_t i = 0; i < d->count; i++) {
        const struct data *child = d->kind == DATA_LIST ? d->items[i] : d->pairs[i].value;
        tree_walk(child, lines, depth + 1, arena);
        if (d->kind == DATA_MAP)
            demand(data_get(d, d->pairs[i].key) != NULL);
    }
}

/* A tree or a reason, never both or neither. */
static inline void tree_check(const struct data *root, const struct diag *diag, str text, struct arena *arena)
{
    int lines = 0;
    for (size_t i = 0; i < text.n; i++)
        lines += text.p[i] == '\n' || text.p[i] == '\r' || (unsigned char)text.p[i] >= 0x80;
    demand((root != NULL) == (diag->errors == 0));
    if (root)
        tree_walk(root, lines, 0, arena);
}

#endif
