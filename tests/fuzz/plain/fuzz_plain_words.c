#include "plain/mdx.h"
#include "plain/pelican_link.h"
#include "plain/pelican_slug.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The passes over a text of MDX or Pelican keep its lines; the first takes away only, the second adds a short folder to
 * each of its words. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_create();
    str text = {(const char *)data, size};
    str mdx = mdx_text(text, arena), pelican = pelican_links(text, STR("content/a.md"), arena);
    size_t lines = str_count(text, '\n');
    /* The last line gets an end. */
    bool open = size && text.p[size - 1] != '\n';
    if (str_count(mdx, '\n') != lines + open || mdx.n > size + open)
        abort();
    if (str_count(pelican, '\n') != lines || pelican.n > 2 * size)
        abort();
    if (!str_starts(pelican_web_address(text, text, text, arena), STR("/")))
        abort();
    arena_destroy(arena);
    return 0;
}
