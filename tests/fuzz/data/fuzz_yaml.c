#include "data/data.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { DEPTH = 66, FIRST_LINE = 2 };

static void demand(bool holds)
{
    if (!holds)
        abort();
}

/* Every node knows its line (an empty one at the end stands behind the last), and has what its kind promises. */
static void walk(const struct data *d, int lines, int depth, struct arena *arena)
{
    demand(d && depth < DEPTH && d->line >= FIRST_LINE && d->line <= FIRST_LINE + lines + 1);
    demand(d->count == 0 || (d->kind == DATA_LIST ? d->items != NULL : d->kind == DATA_MAP && d->pairs));
    data_text(d, arena);
    for (size_t i = 0; i < d->count; i++) {
        const struct data *child = d->kind == DATA_LIST ? d->items[i] : d->pairs[i].value;
        walk(child, lines, depth + 1, arena);
        if (d->kind == DATA_MAP)
            demand(data_get(d, d->pairs[i].key) != NULL);
    }
}

/* A tree or a reason, never both or neither. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_create();
    str text = {(const char *)data, size};
    struct diag diag;
    diag_init(&diag);
    const struct data *root = yaml_parse(text, STR("a.yml"), FIRST_LINE, arena, &diag);
    int lines = 0;
    for (size_t i = 0; i < size; i++)
        lines += text.p[i] == '\n' || text.p[i] == '\r' || (unsigned char)text.p[i] >= 0x80;
    demand((root != NULL) == (diag.errors == 0));
    if (root)
        walk(root, lines, 0, arena);
    diag_finish(&diag);
    arena_destroy(arena);
    return 0;
}
