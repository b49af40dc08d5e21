#include "../input.h"
#include "hugo/date.h"
#include "hugo/front.h"
#include "hugo/sanitise.h"
#include "text/clean.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The body is the end of the text; what is broken has no data. Any value may be asked for a date, any text for a path.
 */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct input in;
    input_open(&in, data, size);
    struct arena *arena = in.arena;
    str text = clean_source(in.text, STR("a.md"), arena, NULL);
    const struct front front = front_parse(text, STR("a.md"), arena, &in.diag);
    if ((front.body.n && front.body.p + front.body.n != text.p + text.n) || front.broken != (in.diag.errors > 0) ||
        (front.broken && front.data))
        abort();
    const struct path_style style = {.without_accents = size & 1};
    str path = sanitise(text, &style, arena);
    if (!style.without_accents && path.n > 2 * text.n + 4)
        abort();
    for (size_t i = 0; front.data && i < front.data->count; i++) {
        struct moment at;
        char out[MOMENT_TEXT];
        if (date_read(front.data->pairs[i].value, zone_utc(), &at))
            moment_rfc3339(at, out);
    }
    input_close(&in);
    return 0;
}
