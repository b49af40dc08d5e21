#include "../input.h"
#include "hexo/date.h"
#include "hexo/front.h"
#include "hexo/slug.h"
#include "text/clean.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The body is the end of the text, and the whole of it without data; what is broken has none. Any value may be asked
 * for a date, any text for a slug. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct input in;
    input_open(&in, data, size);
    struct arena *arena = in.arena;
    str text = clean_source(in.text, STR("a.md"), arena, NULL);
    const struct front front = front_split(text, STR("a.md"), arena, &in.diag);
    bool ends = !front.body.n || front.body.p + front.body.n == text.p + text.n;
    if (!ends || (front.broken && front.data) || (front.unopened && !front.data) || front.body_line < 1)
        abort();
    str slug = slug_of(text, arena);
    if (str_has_char(slug, '/') || str_starts(slug, STR("-")) || str_ends(slug, STR("-")))
        abort();
    for (size_t i = 0; front.data && i < front.data->count; i++) {
        struct moment at;
        char out[MOMENT_TEXT];
        if (date_of(front.data->pairs[i].value, zone_utc(), &at))
            moment_rfc3339(at, out);
    }
    input_close(&in);
    return 0;
}
