#include "server/config.h"
#include "server/config_load.h"

#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static char *dumped(const struct config *config)
{
    char *text = NULL;
    size_t n = 0;
    FILE *out = open_memstream(&text, &n);
    if (!out)
        abort();
    config_dump(config, out);
    fclose(out);
    return text;
}

/* Whatever is read must read back from its own dump as the same. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_create();
    struct diag diag;
    struct config config, again;
    diag_init(&diag);
    if (config_parse((str){(const char *)data, size}, STR("f.yml"), arena, &diag, &config) == OK) {
        char *first = dumped(&config);
        if (config_parse(str_of(first), STR("f.yml"), arena, &diag, &again) != OK)
            abort();
        char *second = dumped(&again);
        if (!str_eq(str_of(first), str_of(second)))
            abort();
        free(first);
        free(second);
    }
    diag_finish(&diag);
    arena_destroy(arena);
    return 0;
}
