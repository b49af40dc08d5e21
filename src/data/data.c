#include "data/data.h"

#include "base/strmap.h"

enum { SHORT_MAP = 32 /* pairs; looking at all of them takes no longer than hashing the key */ };

void data_index(struct data *map, struct arena *arena)
{
    if (map->count <= SHORT_MAP || map->count > INT32_MAX)
        return;
    struct strmap *index = ARENA_NEW(arena, struct strmap);
    index->arena = arena;
    for (size_t i = 0; i < map->count; i++)
        *strmap_at(index, map->pairs[i].key) = (int)i + 1;
    map->index = index;
}

const struct data *data_get(const struct data *map, str key)
{
    if (!map || map->kind != DATA_MAP)
        return NULL;
    if (map->index) {
        int at = strmap_get(map->index, key);
        return at ? map->pairs[at - 1].value : NULL;
    }
    for (size_t i = map->count; i-- > 0;)
        if (str_eq(map->pairs[i].key, key))
            return map->pairs[i].value;
    return NULL;
}

str data_text(const struct data *data, struct arena *arena)
{
    if (!data)
        return STR("");
    switch (data->kind) {
    case DATA_NULL:
    case DATA_LIST:
    case DATA_MAP:
        return STR("");
    case DATA_BOOL:
        return data->boolean ? STR("true") : STR("false");
    case DATA_INT:
        return arena_printf(arena, "%lld", (long long)data->integer);
    case DATA_FLOAT: {
        str text = arena_printf(arena, "%.15g", data->real);
        bool whole = str_span(text, "-0123456789") == text.n;
        return whole ? ARENA_CONCAT(arena, text, STR(".0")) : text;
    }
    case DATA_TIME:
    case DATA_STRING:
        return data->text;
    }
    return STR("");
}

bool data_is_true(const struct data *data)
{
    return data && data->kind != DATA_NULL && !(data->kind == DATA_BOOL && !data->boolean);
}
