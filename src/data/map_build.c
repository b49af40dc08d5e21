#include "data/map_build.h"

#include "base/strmap.h"

void growing_put(struct growing *map, str key, int line, const struct data *value, struct arena *arena)
{
    struct data *d = &map->data;
    struct data_pair *pairs = arena_grow(arena, (void *)d->pairs, d->count, &map->capacity, sizeof *pairs);
    pairs[d->count++] = (struct data_pair){.key = key, .value = value, .line = line};
    d->pairs = pairs;
    if (d->index)
        *strmap_at((struct strmap *)d->index, key) = (int)d->count;
    else
        data_index(d, arena);
}

void growing_append(struct growing *list, const struct data *item, struct arena *arena)
{
    struct data *d = &list->data;
    const struct data **items = arena_grow(arena, (void *)d->items, d->count, &list->capacity, sizeof *items);
    items[d->count++] = item;
    d->items = items;
}
