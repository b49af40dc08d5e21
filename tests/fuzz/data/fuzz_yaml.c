#include "tree_check.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_create();
    str text = {(const char *)data, size};
    struct diag diag;
    diag_init(&diag);
    /* The first byte chooses whose types the scalars have. */
    bool go = size > 0 && data[0] == '%';
    const struct data *root =
        (go ? yaml_parse_as_go : yaml_parse)(str_from(text, go), STR("a.yml"), TREE_FIRST_LINE, arena, &diag);
    tree_check(root, &diag, text, arena);
    diag_finish(&diag);
    arena_destroy(arena);
    return 0;
}
