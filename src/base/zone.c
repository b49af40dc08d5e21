#include "base/zone.h"

#include "base/beneath.h"
#include "base/resolve.h"
#include "base/zone_rule.h"

#include <string.h>

enum { FILE_MAX = 1 << 20, HEADER = 44, OFFSET_MIN = -89999, OFFSET_MAX = 93599 };

struct zone {
    size_t count;         /* changes */
    const int64_t *times; /* of each change, ascending */
    const int *offsets;   /* from each change on, seconds east of UTC */
    int first;            /* before the first change */
    bool has_rule;
    struct zone_rule rule; /* from the last change on */
};

const struct zone *zone_utc(void)
{
    static const struct zone utc = {0};
    return &utc;
}

/* The counts that a header of RFC 8536 §3.1 states for the block after it. */
struct block {
    uint32_t ut_marks, standard_marks, leaps, times, types, chars;
    size_t time_size; /* bytes */
};

static uint32_t read_u32(const char *p)
{
    const unsigned char *b = (const unsigned char *)p;
    return (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3];
}

static int64_t read_time(const char *p, size_t size)
{
    if (size == 4)
        return (int32_t)read_u32(p);
    return (int64_t)((uint64_t)read_u32(p) << 32 | read_u32(p + 4));
}

static bool take_header(str *in, size_t time_size, char *version, struct block *b)
{
    if (in->n < HEADER || memcmp(in->p, "TZif", 4) != 0)
        return false;
    const char *p = in->p;
    *version = p[4];
    *b = (struct block){.ut_marks = read_u32(p + 20),
                        .standard_marks = read_u32(p + 24),
                        .leaps = read_u32(p + 28),
                        .times = read_u32(p + 32),
                        .types = read_u32(p + 36),
                        .chars = read_u32(p + 40),
                        .time_size = time_size};
    *in = str_from(*in, HEADER);
    return true;
}

static uint64_t block_size(const struct block *b)
{
    return (uint64_t)b->times * (b->time_size + 1) + (uint64_t)b->types * 6 + b->chars +
           (uint64_t)b->leaps * (b->time_size + 4) + b->standard_marks + b->ut_marks;
}

static bool type_offset(const char *types, const struct block *b, unsigned char index, int *out)
{
    if (index >= b->types)
        return false;
    *out = (int32_t)read_u32(types + (size_t)index * 6);
    return *out >= OFFSET_MIN && *out <= OFFSET_MAX;
}

static bool read_block(str in, const struct block *b, struct arena *arena, struct zone *zone)
{
    const char *indexes = in.p + b->times * b->time_size, *types = indexes + b->times;
    int64_t *times = ARENA_ARRAY(arena, int64_t, b->times + 1);
    int *offsets = ARENA_ARRAY(arena, int, b->times + 1);
    for (size_t i = 0; i < b->times; i++) {
        times[i] = read_time(in.p + i * b->time_size, b->time_size);
        if (i && times[i] <= times[i - 1])
            return false;
        if (!type_offset(types, b, (unsigned char)indexes[i], &offsets[i]))
            return false;
    }
    zone->count = b->times;
    zone->times = times;
    zone->offsets = offsets;
    return type_offset(types, b, 0, &zone->first);
}

static bool read_footer(str in, struct zone *zone)
{
    str tz, rest;
    if (!in.n || *in.p != '\n' || !str_cut(str_from(in, 1), '\n', &tz, &rest))
        return false;
    zone->has_rule = tz.n > 0;
    return !tz.n || zone_rule_parse(tz, &zone->rule);
}

enum err zone_parse(str in, struct arena *arena, const struct zone **out)
{
    char version;
    struct block block;
    struct zone *zone = ARENA_NEW(arena, struct zone);
    if (!take_header(&in, 4, &version, &block) || block_size(&block) > in.n)
        return ERR_SYNTAX;
    if (version >= '2') {
        in = str_from(in, (size_t)block_size(&block));
        if (!take_header(&in, 8, &version, &block) || block_size(&block) > in.n)
            return ERR_SYNTAX;
    }
    if (!read_block(in, &block, arena, zone))
        return ERR_SYNTAX;
    if (block.time_size == 8 && !read_footer(str_from(in, (size_t)block_size(&block)), zone))
        return ERR_SYNTAX;
    *out = zone;
    return OK;
}

static enum err load_rule(str name, struct arena *arena, const struct zone **out)
{
    struct zone *zone = ARENA_NEW(arena, struct zone);
    zone->has_rule = zone_rule_parse(name, &zone->rule);
    *out = zone;
    return zone->has_rule ? OK : ERR_NOT_FOUND;
}

enum err zone_load(int zoneinfo, str name, struct arena *arena, const struct zone **out)
{
    if (str_eq(name, STR("UTC")) || str_eq(name, STR("Etc/UTC"))) {
        *out = zone_utc();
        return OK;
    }
    if (!name.n || *name.p == '/')
        return ERR_NOT_FOUND;
    str bytes, file;
    if (zoneinfo < 0 || resolve_path(zoneinfo, &(struct folder_names){0}, STR(""), name, arena, &file) != OK ||
        beneath_read(zoneinfo, file, FILE_MAX, arena, &bytes) != OK)
        return load_rule(name, arena, out);
    return zone_parse(bytes, arena, out);
}

/* The number of changes at or before SECONDS. */
static size_t changes_until(const struct zone *zone, int64_t seconds)
{
    size_t low = 0, high = zone->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (zone->times[middle] <= seconds)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

int zone_offset(const struct zone *zone, int64_t seconds)
{
    size_t passed = changes_until(zone, seconds);
    if (passed == zone->count && zone->has_rule)
        return zone_rule_offset(&zone->rule, seconds);
    return passed ? zone->offsets[passed - 1] : zone->first;
}

struct moment zone_local(const struct zone *zone, const struct civil *civil)
{
    /* No offset is larger, so a change that this wall clock may have seen had not happened by then. */
    const int64_t wall = civil_to_seconds(civil), margin = OFFSET_MAX + 1;
    int before = zone_offset(zone, wall - margin);
    int64_t as_before = wall - before;
    int after = zone_offset(zone, as_before);
    if (after != before && zone_offset(zone, wall - after) == after)
        return (struct moment){wall - after, after};
    return (struct moment){as_before, after};
}
