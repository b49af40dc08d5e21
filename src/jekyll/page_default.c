#include "jekyll/page_default.h"

/* OVER on top of BASE, maps within maps, too. */
static const struct data *merged(const struct data *base, const struct data *over, struct arena *arena)
{
    if (!base || !over || base->kind != DATA_MAP || over->kind != DATA_MAP)
        return over ? over : base;
    struct data *map = ARENA_NEW(arena, struct data);
    struct data_pair *pairs = ARENA_ARRAY(arena, struct data_pair, base->count + over->count);
    *map = (struct data){.kind = DATA_MAP, .line = over->line, .pairs = pairs};
    for (size_t i = 0; i < base->count; i++) {
        pairs[map->count] = base->pairs[i];
        pairs[map->count++].value = merged(base->pairs[i].value, data_get(over, base->pairs[i].key), arena);
    }
    for (size_t i = 0; i < over->count; i++)
        if (!data_get(base, over->pairs[i].key))
            pairs[map->count++] = over->pairs[i];
    data_index(map, arena);
    return map;
}

const struct data *source_own_value(const struct settings *settings, str source, str type, const struct data *front,
                                    str key, struct arena *arena)
{
    return merged(settings_default(settings, source, type, key), data_get(front, key), arena);
}

const struct data *page_own_value(const struct page *page, const struct data *front, str key, struct arena *arena)
{
    return page && page->site ? source_own_value(site_settings(page->site), page->source,
                                                 settings_type(page->kind, page->collection), front, key, arena)
                              : data_get(front, key);
}
