#include "hugo/shortcode.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The text has as many lines as before, and no more bytes than a multiple of the input's. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_create();
    str text = {(const char *)data, size};
    struct page page = {.source = STR("content/post/a.md")};
    struct diag diag;
    diag_init(&diag);
    const struct shortcode_scope scope = {.page = &page, .arena = arena, .diag = &diag, .first_line = 1};
    str out = shortcode_expand(text, &scope);
    if (str_count(out, '\n') != str_count(text, '\n') || out.n > 4 * size + 65536)
        abort();
    diag_finish(&diag);
    arena_destroy(arena);
    return 0;
}
