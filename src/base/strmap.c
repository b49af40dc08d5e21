#include "base/strmap.h"

/* FNV-1a. A post whose author prepares collisions slows down only itself, and only in proportion to its size. */
static size_t hash(str s)
{
    uint64_t h = 14695981039346656037U;
    for (size_t i = 0; i < s.n; i++)
        h = (h ^ (unsigned char)s.p[i]) * 1099511628211U;
    return (size_t)(h ^ h >> 32);
}

static struct strmap_slot *find(const struct strmap *map, str key)
{
    size_t mask = map->capacity - 1;
    size_t i = hash(key) & mask;
    while (map->slots[i].used && !str_eq(map->slots[i].key, key))
        i = (i + 1) & mask;
    return &map->slots[i];
}

static void grow(struct strmap *map)
{
    struct strmap old = *map;
    map->capacity = old.capacity ? old.capacity * 2 : 16;
    map->slots = ARENA_ARRAY(map->arena, struct strmap_slot, map->capacity);
    for (size_t i = 0; i < old.capacity; i++)
        if (old.slots[i].used)
            *find(map, old.slots[i].key) = old.slots[i];
}

int *strmap_at(struct strmap *map, str key)
{
    if (map->count * 2 >= map->capacity)
        grow(map);
    struct strmap_slot *slot = find(map, key);
    if (!slot->used) {
        *slot = (struct strmap_slot){.key = key, .used = true};
        map->count++;
    }
    return &slot->value;
}

str strmap_keep(struct strmap *map, str key)
{
    int *value = strmap_at(map, key);
    struct strmap_slot *slot = (struct strmap_slot *)((char *)value - offsetof(struct strmap_slot, value));
    if (!*value) {
        *value = 1;
        slot->key = arena_str(map->arena, key);
    }
    return slot->key;
}

bool strmap_has(const struct strmap *map, str key)
{
    return map->capacity && find(map, key)->used;
}

int strmap_get(const struct strmap *map, str key)
{
    return map->capacity ? find(map, key)->value : 0;
}
