#include "hexo/expression.h"
#include "hexo/template.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Each line of the output knows one of the input's; neither tags nor values make a text grow beyond a bound. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_create();
    str text = {(const char *)data, size}, value;
    struct page page = {.source = STR("_posts/a.md"), .files = size & 1 ? STR("/a/") : STR("")};
    struct diag diag;
    diag_init(&diag);
    const struct data *front = yaml_parse_as_js(STR("title: A\ntags: [x, y]\nn: 3"), STR("x"), 1, arena, NULL);
    const struct template_scope scope = {.page = &page, .root = -1, .front = front, .arena = arena, .diag = &diag};
    struct mapped out = template_expand(mapped_of(text, 1, arena), &scope);
    if (out.text.n > 8 * size + (4 << 20))
        abort();
    for (size_t i = 0; i < out.count; i++)
        if (out.lines[i] < 1 || (size_t)out.lines[i] > str_count(text, '\n') + 1)
            abort();
    if (expression_read(text, front, arena, &value) && value.n > size + 1200)
        abort();
    diag_finish(&diag);
    arena_destroy(arena);
    return 0;
}
