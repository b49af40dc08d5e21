#include "data/frontmatter.h"
#include "text/clean.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Whatever stands in a file, its body is the end of it. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_create();
    str source = clean_source((str){(const char *)data, size}, STR("a"), arena, NULL);
    struct frontmatter front = frontmatter_parse(source, STR("a"), arena, NULL);
    if (front.body.n && front.body.p + front.body.n != source.p + source.n)
        abort();
    if (front.body_line < 1)
        abort();
    arena_destroy(arena);
    return 0;
}
