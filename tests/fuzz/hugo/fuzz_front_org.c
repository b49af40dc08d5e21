#include "hugo/front_org.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The rest is the end of the text; keys are there only where lines were taken. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_create();
    str text = {(const char *)data, size}, rest = text;
    const struct data *front = front_org(text, 1, &rest, arena);
    if (rest.n && rest.p + rest.n != text.p + text.n)
        abort();
    if (front && (front->kind != DATA_MAP || rest.n >= size))
        abort();
    for (size_t i = 0; front && i < front->count; i++)
        if (str_has_char(front->pairs[i].key, '\n') || front->pairs[i].line < 1)
            abort();
    arena_destroy(arena);
    return 0;
}
