#include "../input.h"
#include "data/frontmatter.h"
#include "plain/eleventy.h"
#include "plain/header.h"
#include "text/clean.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What stands behind a header is the end of what it becomes; the lines that it has more of are told; a permalink that
 * says nothing moves no byte. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct input in;
    input_open(&in, data, size);
    struct arena *arena = in.arena;
    str text = clean_source(in.text, STR("a.md"), arena, NULL);
    const struct headed headed = header_as_yaml(text, arena);
    int before = (int)str_count(text, '\n'), after = (int)str_count(headed.text, '\n');
    /* The last line of all gets an end. */
    int more = after - before - headed.added;
    if (more < 0 || more > 1)
        abort();
    str made = eleventy_source(headed.text, arena);
    if (made.n != headed.text.n || (int)str_count(made, '\n') != after)
        abort();
    const struct frontmatter front = frontmatter_parse(made, STR("a.md"), arena, &in.diag);
    eleventy_is_unwritten(&front);
    eleventy_is_unlisted(&front);
    input_close(&in);
    return 0;
}
