#include "liquid/value.h"

struct value value_item(struct value list, size_t i, const struct value_world *world)
{
    if (list.kind != VALUE_LIST || i >= list.count)
        return value_nil();
    switch (list.form) {
    case FORM_VALUES:
        return ((const struct value *)list.of)[i];
    case FORM_DATA:
        return value_of_data(((const struct data *)list.of)->items[i], world);
    case FORM_STRINGS:
        return value_string(((const str *)list.of)[i]);
    case FORM_RANGE:
        return value_int(list.integer + (int64_t)i);
    case FORM_OBJECT:
        return list.type->item(list.of, i, world);
    case FORM_PAIRS:
        break;
    }
    return value_nil();
}

struct value value_pair_list(str key, struct value value, const struct value_world *world)
{
    struct value *pair = ARENA_ARRAY(world->arena, struct value, 2);
    pair[0] = value_string(key);
    pair[1] = value;
    return value_list(pair, 2);
}

struct value value_entry(struct value map, size_t i, const struct value_world *world)
{
    if (map.kind != VALUE_MAP || i >= map.count)
        return value_nil();
    if (map.form == FORM_DATA) {
        const struct data_pair *pair = &((const struct data *)map.of)->pairs[i];
        return value_pair_list(pair->key, value_of_data(pair->value, world), world);
    }
    if (map.form == FORM_PAIRS) {
        const struct value_pair *pair = &((const struct value_pair *)map.of)[i];
        return value_pair_list(pair->key, pair->value, world);
    }
    if (map.form == FORM_OBJECT && map.type->item)
        return map.type->item(map.of, i, world);
    return value_nil();
}

static struct value get_pair(const struct value_pair *pairs, size_t count, str key)
{
    while (count-- > 0)
        if (str_eq(pairs[count].key, key))
            return pairs[count].value;
    return value_nil();
}

struct value value_get(struct value map, str key, const struct value_world *world)
{
    if (map.kind != VALUE_MAP)
        return value_nil();
    switch (map.form) {
    case FORM_DATA:
        return value_of_data(data_get(map.of, key), world);
    case FORM_PAIRS:
        return get_pair(map.of, map.count, key);
    case FORM_OBJECT:
        return map.type->member(map.of, key, world);
    case FORM_VALUES:
    case FORM_STRINGS:
    case FORM_RANGE:
        break;
    }
    return value_nil();
}

struct value value_member(struct value v, str key, const struct value_world *world)
{
    struct value found = value_get(v, key, world);
    if (found.kind != VALUE_NIL)
        return found;
    bool holds = v.kind == VALUE_LIST || v.kind == VALUE_MAP;
    if (str_eq(key, STR("size")) && (holds || v.kind == VALUE_STRING))
        return value_int(value_size(v));
    if (str_eq(key, STR("first")) && holds)
        return v.kind == VALUE_LIST ? value_item(v, 0, world) : value_entry(v, 0, world);
    if (str_eq(key, STR("last")) && v.kind == VALUE_LIST && v.count)
        return value_item(v, v.count - 1, world);
    return value_nil();
}
