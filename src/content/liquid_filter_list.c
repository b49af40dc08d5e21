#include "content/liquid_filter.h"

#include <stdlib.h>
#include <string.h>

typedef const struct liquid_call *call;

static struct liquid_value elements(call c)
{
    return liquid_elements(&c->in, c->arena);
}

/* A list of its own, that may be changed. */
static struct liquid_value *copy(call c, struct liquid_value list, size_t extra)
{
    struct liquid_value *items = ARENA_ARRAY(c->arena, struct liquid_value, list.count + extra);
    c->run->steps += list.count / 8;
    if (list.count)
        memcpy(items, list.items, list.count * sizeof *items);
    return items;
}

static struct liquid_value size(call c)
{
    return liquid_int(liquid_size(&c->in, c->arena));
}

static struct liquid_value first(call c)
{
    return liquid_index(&c->in, 0, c->arena);
}

static struct liquid_value last(call c)
{
    return liquid_index(&c->in, -1, c->arena);
}

static struct liquid_value join(call c)
{
    struct liquid_value list = elements(c);
    str between = c->count ? liquid_argument(c, 0) : STR(" ");
    struct buf out;
    buf_init(&out, LIQUID_OUTPUT_MAX);
    for (size_t i = 0; i < list.count; i++) {
        if (i)
            buf_put(&out, between);
        buf_put(&out, liquid_to_text(&list.items[i], c->arena));
    }
    str text = arena_str(c->arena, buf_str(&out));
    buf_finish(&out);
    return liquid_text(text);
}

static struct liquid_value split(call c)
{
    str in = liquid_input(c), at = liquid_argument(c, 0);
    struct liquid_value *items = NULL;
    size_t count = 0, capacity = 0;
    while (in.n) {
        size_t n = at.n ? str_find(in, at) : in.n > 1 ? 1 : STR_NONE;
        items = arena_grow(c->arena, items, count, &capacity, sizeof *items);
        items[count++] = liquid_text(n == STR_NONE ? in : str_first(in, n));
        in = n == STR_NONE ? STR("") : str_from(in, n + at.n);
    }
    c->run->steps += count;
    return liquid_list(items, count);
}

static struct liquid_value reverse(call c)
{
    struct liquid_value list = elements(c), *items = copy(c, list, 0);
    for (size_t i = 0; i < list.count; i++)
        items[i] = list.items[list.count - 1 - i];
    return liquid_list(items, list.count);
}

static struct liquid_value concat(call c)
{
    struct liquid_value list = elements(c), argument = liquid_argument_value(c, 0);
    struct liquid_value more = liquid_elements(&argument, c->arena), *items = copy(c, list, more.count);
    for (size_t i = 0; i < more.count; i++)
        items[list.count + i] = more.items[i];
    return liquid_list(items, list.count + more.count);
}

static struct liquid_value push(call c)
{
    struct liquid_value list = elements(c), *items = copy(c, list, 1);
    items[list.count] = liquid_argument_value(c, 0);
    return liquid_list(items, list.count + 1);
}

static struct liquid_value uniq(call c)
{
    enum { UNIQ_MAX = 2000 };
    struct liquid_value list = elements(c), *items = copy(c, list, 0);
    size_t count = 0;
    for (size_t i = 0; i < list.count && count < UNIQ_MAX; i++) {
        size_t k = 0;
        while (k < count && !liquid_equal(&items[k], &list.items[i]))
            k++;
        c->run->steps += 1 + k / 64;
        if (k == count)
            items[count++] = list.items[i];
    }
    return liquid_list(items, count);
}

static struct liquid_value compact(call c)
{
    struct liquid_value list = elements(c), *items = copy(c, list, 0);
    size_t count = 0;
    for (size_t i = 0; i < list.count; i++)
        if (list.items[i].kind != LIQUID_NIL)
            items[count++] = list.items[i];
    return liquid_list(items, count);
}

static struct liquid_value map(call c)
{
    struct liquid_value list = elements(c), *items = copy(c, list, 0);
    str name = liquid_argument(c, 0);
    for (size_t i = 0; i < list.count; i++)
        items[i] = liquid_member(&list.items[i], name, c->arena);
    return liquid_list(items, list.count);
}

/* A list holds the value, or the value is it. */
static bool matches(const struct liquid_value *value, const struct liquid_value *wanted, struct arena *arena)
{
    if (wanted->kind == LIQUID_NIL)
        return liquid_is_true(value);
    if (value->kind != LIQUID_LIST && value->kind != LIQUID_DATA)
        return liquid_equal(value, wanted);
    struct liquid_value list = liquid_elements(value, arena);
    for (size_t i = 0; i < list.count; i++)
        if (liquid_equal(&list.items[i], wanted))
            return true;
    return false;
}

static struct liquid_value where(call c)
{
    struct liquid_value list = elements(c), *items = copy(c, list, 0);
    struct liquid_value wanted = liquid_argument_value(c, 1);
    str name = liquid_argument(c, 0);
    size_t count = 0;
    for (size_t i = 0; i < list.count; i++) {
        struct liquid_value value = liquid_member(&list.items[i], name, c->arena);
        if (matches(&value, &wanted, c->arena))
            items[count++] = list.items[i];
    }
    return liquid_list(items, count);
}

struct sortable {
    struct liquid_value value, key;
    size_t place;
};

/* Equal ones keep their order; what cannot be compared comes last. */
static int by_key(const void *a, const void *b)
{
    const struct sortable *x = a, *y = b;
    bool comparable;
    int order = liquid_compare(&x->key, &y->key, &comparable);
    if (!comparable)
        order = (x->key.kind == LIQUID_NIL) - (y->key.kind == LIQUID_NIL);
    return order ? order : (x->place > y->place) - (x->place < y->place);
}

static struct liquid_value sort(call c)
{
    struct liquid_value list = elements(c), *items = copy(c, list, 0);
    struct sortable *sortable = ARENA_ARRAY(c->arena, struct sortable, list.count);
    str name = liquid_argument(c, 0);
    for (size_t i = 0; i < list.count; i++)
        sortable[i] =
            (struct sortable){list.items[i], name.n ? liquid_member(&list.items[i], name, c->arena) : list.items[i], i};
    if (list.count)
        qsort(sortable, list.count, sizeof *sortable, by_key);
    for (size_t i = 0; i < list.count; i++)
        items[i] = sortable[i].value;
    return liquid_list(items, list.count);
}

static struct liquid_value array_to_sentence(call c)
{
    struct liquid_value list = elements(c);
    struct buf out;
    buf_init(&out, LIQUID_OUTPUT_MAX);
    for (size_t i = 0; i < list.count; i++) {
        if (i && list.count > 2)
            buf_put_char(&out, ',');
        if (i)
            buf_put(&out, i + 1 == list.count ? STR(" and ") : STR(" "));
        buf_put(&out, liquid_to_text(&list.items[i], c->arena));
    }
    str text = arena_str(c->arena, buf_str(&out));
    buf_finish(&out);
    return liquid_text(text);
}

static struct liquid_value default_to(call c)
{
    const struct liquid_value empty = {.kind = LIQUID_EMPTY};
    return !liquid_is_true(&c->in) || liquid_equal(&c->in, &empty) ? liquid_argument_value(c, 0) : c->in;
}

const struct liquid_filter_entry liquid_list_filters[] = {
    {STR_INIT("array_to_sentence_string"), array_to_sentence},
    {STR_INIT("compact"), compact},
    {STR_INIT("concat"), concat},
    {STR_INIT("default"), default_to},
    {STR_INIT("first"), first},
    {STR_INIT("join"), join},
    {STR_INIT("last"), last},
    {STR_INIT("map"), map},
    {STR_INIT("push"), push},
    {STR_INIT("reverse"), reverse},
    {STR_INIT("size"), size},
    {STR_INIT("sort"), sort},
    {STR_INIT("sort_natural"), sort},
    {STR_INIT("split"), split},
    {STR_INIT("uniq"), uniq},
    {STR_INIT("where"), where},
    {STR_INIT(""), NULL},
};
