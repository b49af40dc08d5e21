#include "content/liquid.h"
#include "content/site.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The lines of the result are as many as the map says, and each is one of the input's. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct site *site;
    const struct site_options options = {.zoneinfo = -1};
    if (!site && site_of_text(-1, &options, STR("2024-01-01-a.md"), STR("---\ntags: [a, b]\n---\n"), NULL, &site) != OK)
        abort();
    size_t count, posts;
    const struct page *page = *site_posts(site, &posts);
    struct arena *arena = arena_create();
    str text = {(const char *)data, size};
    count = 0;
    for (str rest = text, line; str_line(&rest, &line);)
        count++;
    int *lines = ARENA_ARRAY(arena, int, count + 1);
    for (size_t i = 0; i < count; i++)
        lines[i] = (int)i + 1;
    const struct liquid_scope scope = {.page = page, .root = -1, .file = STR("a")};
    struct mapped out = liquid_render((struct mapped){text, lines, count}, &scope, arena, NULL);
    size_t shown = 0;
    for (str rest = out.text, line; str_line(&rest, &line); shown++)
        if (shown >= out.count || out.lines[shown] < 0 || out.lines[shown] > (int)count)
            abort();
    arena_destroy(arena);
    return 0;
}
