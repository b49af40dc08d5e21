#include "liquid/expression.h"
#include "liquid/filter.h"

/* Filters that look into the items of a list: sort, uniq, map, where, find, group_by, sum, compact. */

/* The property NAME of ITEM: "a", or "a.b". */
static struct value property(const struct filter_call *call, struct value item, str name)
{
    str head;
    do {
        str_cut(name, '.', &head, &name);
        item = value_get(item, head, &call->run->world);
    } while (name.n);
    return item;
}

struct sorted {
    struct value key, item;
};

/* The order in which a list is sorted. Nil comes first, unless the filter is told "last". */
struct sorting {
    const struct filter_call *call;
    bool natural, nil_last;
};

static bool stands_before(const struct sorting *sorting, struct value a, struct value b)
{
    int order;
    if (a.kind == VALUE_STRING && b.kind == VALUE_STRING) {
        run_spend(sorting->call->run, 0, a.text.n < b.text.n ? a.text.n : b.text.n);
        if (sorting->natural) {
            size_t i = 0;
            while (i < a.text.n && i < b.text.n && char_lower(a.text.p[i]) == char_lower(b.text.p[i]))
                i++;
            if (i == a.text.n || i == b.text.n)
                return a.text.n < b.text.n;
            return (unsigned char)char_lower(a.text.p[i]) < (unsigned char)char_lower(b.text.p[i]);
        }
    }
    if (value_compare(a, b, &order))
        return order < 0;
    bool a_nil = a.kind == VALUE_NIL, b_nil = b.kind == VALUE_NIL;
    return sorting->nil_last ? !a_nil && b_nil : a_nil && !b_nil;
}

static void merge(const struct sorting *sorting, struct sorted *items, struct sorted *room, size_t count)
{
    if (count < 2)
        return;
    size_t half = count / 2, a = 0, b = half, n = 0;
    merge(sorting, items, room, half);
    merge(sorting, items + half, room, count - half);
    while (a < half && b < count && !sorting->call->run->over)
        room[n++] = stands_before(sorting, items[b].key, items[a].key) ? items[b++] : items[a++];
    while (a < half)
        room[n++] = items[a++];
    for (size_t i = 0; i < n; i++)
        items[i] = room[i];
}

/* A map with an order as a list of its pairs, as Ruby sorts it; any other as a single item. */
static struct value pairs_of(const struct filter_call *call)
{
    struct value map = call->in;
    struct value *pairs = ARENA_ARRAY(call->run->arena, struct value, map.count);
    if (!map.count || !run_spend(call->run, map.count, 0))
        return filter_items(call);
    for (size_t i = 0; i < map.count; i++)
        pairs[i] = value_entry(map, i, &call->run->world);
    return value_list(pairs, map.count);
}

static struct value sorted_by(const struct filter_call *call, bool natural)
{
    struct run *run = call->run;
    struct value list = call->in.kind == VALUE_MAP ? pairs_of(call) : filter_items(call);
    if (!run_spend(run, list.count, 0))
        return value_nil();
    struct sorted *items = ARENA_ARRAY(run->arena, struct sorted, list.count);
    struct value *result = ARENA_ARRAY(run->arena, struct value, list.count);
    for (size_t i = 0; i < list.count; i++) {
        items[i].item = value_item(list, i, &run->world);
        items[i].key = call->in.kind == VALUE_MAP ? value_item(items[i].item, 0, &run->world)
                       : call->count              ? property(call, items[i].item, filter_text(call, 0))
                                                  : items[i].item;
    }
    const struct sorting sorting = {call, natural, natural || str_eq(filter_text(call, 1), STR("last"))};
    merge(&sorting, items, ARENA_ARRAY(run->arena, struct sorted, list.count), list.count);
    for (size_t i = 0; i < list.count; i++)
        result[i] = items[i].item;
    return value_list(result, list.count);
}

static struct value sort(const struct filter_call *call)
{
    return sorted_by(call, false);
}

static struct value sort_natural(const struct filter_call *call)
{
    return sorted_by(call, true);
}

/* A key that equal values share. */
static str identity(const struct filter_call *call, struct value v)
{
    if (v.kind == VALUE_MAP)
        return arena_printf(call->run->arena, "%d %p", (int)v.form, v.of);
    return value_inspect(v, false, &call->run->world);
}

static struct value kept(const struct filter_call *call,
                         bool (*keeps)(const struct filter_call *, struct value, void *), void *closure)
{
    struct run *run = call->run;
    struct value list = filter_items(call);
    if (!run_spend(run, list.count, 0))
        return value_nil();
    struct value *items = ARENA_ARRAY(run->arena, struct value, list.count);
    size_t count = 0;
    for (size_t i = 0; i < list.count && !run->over; i++) {
        struct value item = value_item(list, i, &run->world);
        if (keeps(call, item, closure))
            items[count++] = item;
    }
    return value_list(items, count);
}

static bool is_new(const struct filter_call *call, struct value item, void *seen)
{
    str key = identity(call, call->count ? property(call, item, filter_text(call, 0)) : item);
    return run_spend(call->run, 0, key.n + 64) && !(*strmap_at(seen, key))++;
}

static struct value uniq(const struct filter_call *call)
{
    struct strmap seen = {.arena = call->run->arena};
    return kept(call, is_new, &seen);
}

static bool is_there(const struct filter_call *call, struct value item, void *closure)
{
    (void)closure;
    return (call->count ? property(call, item, filter_text(call, 0)) : item).kind != VALUE_NIL;
}

static struct value compact(const struct filter_call *call)
{
    return kept(call, is_there, NULL);
}

static bool has_property(const struct filter_call *call, struct value item, void *closure)
{
    const struct value_world *world = &call->run->world;
    struct value found = property(call, item, filter_text(call, 0));
    (void)closure;
    if (call->count < 2)
        return value_is_true(found);
    struct value target = call->args[1];
    if (target.kind == VALUE_NIL || found.kind == VALUE_NIL)
        return target.kind == found.kind;
    if (found.kind == VALUE_LIST && !run_spend(call->run, found.count / 4, 0))
        return false;
    for (size_t i = 0; found.kind == VALUE_LIST && i < found.count; i++)
        if (str_eq(value_text(value_item(found, i, world), world), value_text(target, world)))
            return true;
    return found.kind != VALUE_LIST && str_eq(value_text(found, world), value_text(target, world));
}

static struct value where(const struct filter_call *call)
{
    return kept(call, has_property, NULL);
}

static bool meets(const struct filter_call *call, struct value item, void *closure)
{
    bool holds = false;
    str condition = filter_text(call, 1);
    (void)closure;
    if (!run_spend(call->run, 1, condition.n) || !run_push(call->run, filter_text(call, 0), item))
        return false;
    bool read = expression_condition(call->run, &condition, &holds);
    run_pop(call->run);
    return read && holds;
}

static struct value where_exp(const struct filter_call *call)
{
    return kept(call, meets, NULL);
}

/* The first item that KEEPS accepts; nil: none. */
static bool first_kept(const struct filter_call *call, bool (*keeps)(const struct filter_call *, struct value, void *),
                       struct value *out)
{
    struct value list = filter_items(call);
    *out = value_nil();
    for (size_t i = 0; i < list.count && run_spend(call->run, 1, 0); i++) {
        struct value item = value_item(list, i, &call->run->world);
        if (keeps(call, item, NULL)) {
            *out = item;
            return true;
        }
    }
    return false;
}

static struct value find(const struct filter_call *call)
{
    struct value found;
    first_kept(call, has_property, &found);
    return found;
}

static struct value find_exp(const struct filter_call *call)
{
    struct value found;
    first_kept(call, meets, &found);
    return found;
}

static struct value has(const struct filter_call *call)
{
    struct value found;
    return value_bool(first_kept(call, has_property, &found));
}

static struct value map(const struct filter_call *call)
{
    struct run *run = call->run;
    struct value list = filter_items(call);
    if (!run_spend(run, list.count, 0))
        return value_nil();
    struct value *items = ARENA_ARRAY(run->arena, struct value, list.count);
    for (size_t i = 0; i < list.count; i++)
        items[i] = property(call, value_item(list, i, &run->world), filter_text(call, 0));
    return value_list(items, list.count);
}

struct group {
    struct value name;
    struct value *items;
    size_t count, capacity;
};

static struct value group_map(struct run *run, const struct group *group)
{
    struct value_pair *pairs = ARENA_ARRAY(run->arena, struct value_pair, 3);
    pairs[0] = (struct value_pair){STR("name"), group->name};
    pairs[1] = (struct value_pair){STR("items"), value_list(group->items, group->count)};
    pairs[2] = (struct value_pair){STR("size"), value_int((int64_t)group->count)};
    return value_map(pairs, 3);
}

/* The group of ITEM: the text of a property. */
static struct value name_by_property(const struct filter_call *call, struct value item)
{
    const struct value_world *world = &call->run->world;
    return value_string(value_text(property(call, item, filter_text(call, 0)), world));
}

/* The group of ITEM: the value of an expression, filters included. */
static struct value name_by_expression(const struct filter_call *call, struct value item)
{
    str expression = filter_text(call, 1);
    if (!run_spend(call->run, 1, expression.n) || !run_push(call->run, filter_text(call, 0), item))
        return value_nil();
    struct value name = filter_expression(call->run, expression);
    run_pop(call->run);
    return name;
}

static struct value grouped(const struct filter_call *call,
                            struct value (*name_of)(const struct filter_call *, struct value))
{
    struct run *run = call->run;
    struct value list = filter_items(call);
    struct strmap at = {.arena = run->arena};
    size_t count = 0;
    if (!run_spend(run, list.count, list.count * 64))
        return value_nil();
    struct group *groups = ARENA_ARRAY(run->arena, struct group, list.count);
    for (size_t i = 0; i < list.count && !run->over; i++) {
        struct value item = value_item(list, i, &run->world), name = name_of(call, item);
        int *index = strmap_at(&at, value_inspect(name, false, &run->world));
        if (!*index)
            groups[(*index = (int)++count) - 1].name = name;
        struct group *group = &groups[*index - 1];
        group->items = arena_grow(run->arena, group->items, group->count, &group->capacity, sizeof *group->items);
        group->items[group->count++] = item;
    }
    struct value *items = ARENA_ARRAY(run->arena, struct value, count);
    for (size_t i = 0; i < count; i++)
        items[i] = group_map(run, &groups[i]);
    return value_list(items, count);
}

static struct value group_by(const struct filter_call *call)
{
    return grouped(call, name_by_property);
}

static struct value group_by_exp(const struct filter_call *call)
{
    return grouped(call, name_by_expression);
}

/* Whole while all numbers are; what is no number counts as 0. */
static struct value sum(const struct filter_call *call)
{
    struct value list = filter_items(call), number;
    int64_t whole = 0;
    double real = 0;
    bool is_real = false;
    for (size_t i = 0; i < list.count && run_spend(call->run, 1, 0); i++) {
        struct value item = value_item(list, i, &call->run->world);
        value_number(call->count ? property(call, item, filter_text(call, 0)) : item, &number);
        is_real = is_real || number.kind == VALUE_FLOAT;
        whole = (int64_t)((uint64_t)whole + (uint64_t)(number.kind == VALUE_INT ? number.integer : 0));
        real += value_real(number);
    }
    return is_real || real > 9e18 || real < -9e18 ? value_float(real) : value_int(whole);
}

static const struct filter filters[] = {
    {STR_INIT("sort"), sort},
    {STR_INIT("sort_natural"), sort_natural},
    {STR_INIT("uniq"), uniq},
    {STR_INIT("map"), map},
    {STR_INIT("compact"), compact},
    {STR_INIT("where"), where},
    {STR_INIT("where_exp"), where_exp},
    {STR_INIT("group_by"), group_by},
    {STR_INIT("find"), find},
    {STR_INIT("find_exp"), find_exp},
    {STR_INIT("has"), has},
    {STR_INIT("group_by_exp"), group_by_exp},
    {STR_INIT("sum"), sum},
};
const struct filter_table filter_pick = {filters, sizeof filters / sizeof *filters};
