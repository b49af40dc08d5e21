#include "../input.h"
#include "hugo/shortcode.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Each line of the text is one of the author's, and it has no more bytes than a multiple of the input's. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct input in;
    input_open(&in, data, size);
    struct page page = {.source = STR("content/post/a.md")};
    const struct shortcode_scope scope = {.page = &page, .arena = in.arena, .diag = &in.diag, .first_line = 1};
    struct mapped out = shortcode_expand(in.text, &scope);
    size_t lines = str_count(out.text, '\n') + (out.text.n && !str_ends(out.text, STR("\n")));
    if (out.count != lines || out.text.n > 4 * size + 65536)
        abort();
    for (size_t i = 0; i < out.count; i++)
        if (out.lines[i] < 1 || out.lines[i] > 1 + (int)str_count(in.text, '\n'))
            abort();
    input_close(&in);
    return 0;
}
