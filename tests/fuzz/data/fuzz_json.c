#include "tree_check.h"

#include "data/json.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_create();
    str text = {(const char *)data, size};
    struct diag diag;
    diag_init(&diag);
    size_t used = 0;
    const struct data *root = json_parse(text, STR("a.json"), TREE_FIRST_LINE, &used, arena, &diag);
    demand(used <= size && (root != NULL) == (used > 0));
    tree_check(root, &diag, text, arena);
    diag_finish(&diag);
    arena_destroy(arena);
    return 0;
}
