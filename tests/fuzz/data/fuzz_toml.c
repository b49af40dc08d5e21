#include "tree_check.h"

#include "data/toml.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_create();
    str text = {(const char *)data, size};
    struct diag diag;
    diag_init(&diag);
    const struct data *root = toml_parse(text, STR("a.toml"), TREE_FIRST_LINE, arena, &diag);
    tree_check(root, &diag, text, arena);
    diag_finish(&diag);
    arena_destroy(arena);
    return 0;
}
