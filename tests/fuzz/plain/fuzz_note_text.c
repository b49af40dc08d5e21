#include "plain/note_text.h"
#include "plain/plain.h"
#include "site/read.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A note keeps its lines, whatever stands in it. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_create();
    str text = {(const char *)data, size};
    const struct site_options options = {0};
    const struct site *site;
    struct diag diag;
    diag_init(&diag);
    if (site_read_text(-1, &options, &plain, STR("a.md"), STR("x\n"), &diag, &site) != OK)
        abort();
    struct note_scope scope = {.page = site_find_source(site, STR("a.md")), .arena = arena, .diag = &diag};
    if (str_count(note_text(text, 1, &scope), '\n') != str_count(text, '\n'))
        abort();
    site_unref(site);
    diag_finish(&diag);
    arena_destroy(arena);
    return 0;
}
