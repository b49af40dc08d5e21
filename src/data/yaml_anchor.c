#include "data/yaml_anchor.h"

#include "base/strmap.h"

/* A named node: how many values it stands for, and how many levels of them. */
struct yaml_anchor {
    const struct data *node;
    size_t nodes;
    int height;
};

struct yaml_extent yaml_node_begin(struct yaml_reading *r, int depth)
{
    struct yaml_extent extent = {r->nodes++, r->deepest};
    r->deepest = depth;
    return extent;
}

void yaml_node_end(struct yaml_reading *r, struct yaml_extent extent, int depth, const char *name,
                   const struct data *node)
{
    if (name) {
        r->anchor_names.arena = r->arena;
        r->anchors = arena_grow(r->arena, r->anchors, r->anchor_count, &r->anchor_capacity, sizeof(struct yaml_anchor));
        r->anchors[r->anchor_count++] = (struct yaml_anchor){node, r->nodes - extent.nodes, r->deepest - depth};
        *strmap_at(&r->anchor_names, arena_str(r->arena, str_of(name))) = (int)r->anchor_count;
    }
    if (r->deepest < extent.deepest)
        r->deepest = extent.deepest;
}

static const struct data *nothing(struct yaml_reading *r, int line, const char *why)
{
    struct data *d = ARENA_NEW(r->arena, struct data);
    d->line = line;
    yaml_complain(r, line, why);
    return d;
}

const struct data *yaml_alias(struct yaml_reading *r, const yaml_event_t *event, int depth)
{
    int line = yaml_line(r, event->start_mark.line);
    str name = str_of((const char *)event->data.alias.anchor);
    int at = r->anchor_count ? strmap_get(&r->anchor_names, name) : 0;
    if (!at)
        return nothing(r, line,
                       arena_z(r->arena, arena_printf(r->arena,
                                                      "no value above has the name of *%.*s; write &%.*s before the "
                                                      "value that is meant, or put the text in quotes",
                                                      STR_ARG(name), STR_ARG(name))));
    const struct yaml_anchor *anchor = &r->anchors[at - 1];
    if (depth + anchor->height > YAML_DEPTH_MAX)
        return nothing(r, line, "nested more than 64 levels deep; nest less");
    r->aliased += anchor->nodes;
    if (r->aliased > YAML_ALIASED_MAX)
        return nothing(r, line, "the aliases (*name) of this file stand for more than 100000 values; use fewer");
    r->nodes += anchor->nodes;
    if (r->deepest < depth + anchor->height)
        r->deepest = depth + anchor->height;
    return anchor->node;
}

static bool is_merge(const struct data_pair *pair)
{
    const struct data *value = pair->value;
    if (!str_eq(pair->key, STR("<<")) || (value->kind != DATA_MAP && value->kind != DATA_LIST))
        return false;
    for (size_t i = 0; value->kind == DATA_LIST && i < value->count; i++)
        if (value->items[i]->kind != DATA_MAP)
            return false;
    return true;
}

/* The pairs of a map while it is put together; each key is there once. */
struct merging {
    struct arena *arena;
    struct strmap at; /* 1 + index in PAIRS */
    struct data_pair *pairs;
    size_t count, capacity;
};

static void put(struct merging *m, struct data_pair pair)
{
    int *at = strmap_at(&m->at, pair.key);
    if (*at) {
        m->pairs[*at - 1].value = pair.value;
        return;
    }
    m->pairs = arena_grow(m->arena, m->pairs, m->count, &m->capacity, sizeof *m->pairs);
    m->pairs[m->count++] = pair;
    *at = (int)m->count;
}

static void put_all(struct merging *m, const struct data *map)
{
    for (size_t i = 0; i < map->count; i++)
        put(m, map->pairs[i]);
}

/* Of a list, the first map counts most, and among themselves the last one's keys come first. */
static void put_list(struct merging *m, const struct data *list)
{
    struct merging together = {.arena = m->arena, .at = {.arena = m->arena}};
    for (size_t i = list->count; i-- > 0;)
        put_all(&together, list->items[i]);
    for (size_t i = 0; i < together.count; i++)
        put(m, together.pairs[i]);
}

void yaml_merge(struct data *map, struct arena *arena)
{
    size_t first = 0;
    while (first < map->count && !is_merge(&map->pairs[first]))
        first++;
    if (first == map->count)
        return;
    struct merging m = {.arena = arena, .at = {.arena = arena}};
    for (size_t i = 0; i < map->count; i++) {
        const struct data_pair *pair = &map->pairs[i];
        if (!is_merge(pair))
            put(&m, *pair);
        else if (pair->value->kind == DATA_MAP)
            put_all(&m, pair->value);
        else
            put_list(&m, pair->value);
    }
    map->pairs = m.pairs;
    map->count = m.count;
}
