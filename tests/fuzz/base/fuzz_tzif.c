#include "base/zone.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool plausible(int offset)
{
    return offset > -200000 && offset < 200000;
}

/* A zone that was read has a sane offset at any moment, and what it says of a wall clock is in itself consistent. */
static void check(const struct zone *zone)
{
    static const int64_t moments[] = {INT64_MIN, -5000000000, -1, 0, 951782400, 1710054000, 4102444800, INT64_MAX};
    for (size_t i = 0; i < sizeof moments / sizeof *moments; i++)
        if (!plausible(zone_offset(zone, moments[i])))
            abort();
    for (int month = 1; month <= 12; month++) {
        const struct civil civil = {2024, month, 28, month * 2 - 1, 30, 0};
        struct moment m = zone_local(zone, &civil);
        if (m.offset != zone_offset(zone, m.seconds))
            abort();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_create();
    const struct zone *zone;
    str in = {(const char *)data, size};
    if (zone_parse(in, arena, &zone) == OK)
        check(zone);
    if (zone_load(-1, in, arena, &zone) == OK)
        check(zone);
    arena_destroy(arena);
    return 0;
}
