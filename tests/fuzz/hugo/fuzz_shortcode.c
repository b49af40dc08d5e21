#include "../input.h"
#include "hugo/shortcode.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The text has as many lines as before, and no more bytes than a multiple of the input's. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct input in;
    input_open(&in, data, size);
    struct page page = {.source = STR("content/post/a.md")};
    const struct shortcode_scope scope = {.page = &page, .arena = in.arena, .diag = &in.diag, .first_line = 1};
    str out = shortcode_expand(in.text, &scope);
    if (str_count(out, '\n') != str_count(in.text, '\n') || out.n > 4 * size + 65536)
        abort();
    input_close(&in);
    return 0;
}
