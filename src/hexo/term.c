#include "hexo/term.h"

#include "hexo/js_value.h"
#include "hexo/slug.h"
#include "text/valid.h"

struct growing_list {
    str *items;
    size_t count, capacity;
    struct arena *arena;
};

static void add(struct growing_list *list, str text)
{
    for (size_t i = 0; i < list->count; i++)
        if (str_eq(list->items[i], text))
            return;
    list->items = arena_grow(list->arena, list->items, list->count, &list->capacity, sizeof *list->items);
    list->items[list->count++] = text;
}

/* The value of the plural, else of the singular. */
static const struct data *value_of(const struct data *front, str plural, str singular)
{
    const struct data *value = data_get(front, plural);
    return js_is_true(value) ? value : data_get(front, singular);
}

struct str_list term_tags(const struct data *front, struct arena *arena)
{
    struct str_list given = js_list(value_of(front, STR("tags"), STR("tag")), arena);
    struct growing_list tags = {.arena = arena};
    for (size_t i = 0; i < given.count && i < 1000; i++)
        add(&tags, given.items[i]);
    return (struct str_list){tags.items, tags.count};
}

static void add_path(struct growing_list *list, const struct data *data)
{
    struct str_list parts = js_list(data, list->arena);
    str path = STR("");
    for (size_t i = 0; i < parts.count && i < 64; i++) {
        path = i ? ARENA_CONCAT(list->arena, path, STR("/"), parts.items[i]) : parts.items[i];
        add(list, path);
    }
}

static bool has_list(const struct data *data)
{
    for (size_t i = 0; data && data->kind == DATA_LIST && i < data->count; i++)
        if (data->items[i]->kind == DATA_LIST)
            return true;
    return false;
}

struct str_list term_categories(const struct data *front, struct arena *arena)
{
    const struct data *value = value_of(front, STR("categories"), STR("category"));
    struct growing_list list = {.arena = arena};
    if (has_list(value))
        for (size_t i = 0; i < value->count && i < 200; i++)
            add_path(&list, value->items[i]);
    else
        add_path(&list, value);
    return (struct str_list){list.items, list.count};
}

static str upper(str text, struct arena *arena)
{
    str copy = arena_str(arena, text);
    char *p = (char *)(uintptr_t)copy.p;
    for (size_t i = 0; i < copy.n; i++)
        p[i] = p[i] >= 'a' && p[i] <= 'z' ? (char)(p[i] - 'a' + 'A') : p[i];
    return copy;
}

static str part_slug(const struct hexo *h, str name, str map, struct arena *arena)
{
    str mapped = js_text(data_get(data_get(h->all, map), name), arena);
    str slug = slug_of(mapped.n ? mapped : name, arena);
    return h->filename_case == 1 ? text_lower(slug, arena) : h->filename_case == 2 ? upper(slug, arena) : slug;
}

str term_slug(const struct hexo *h, str name, str map, bool path, struct arena *arena)
{
    str part, out = STR("");
    bool more = path;
    if (!path)
        return part_slug(h, name, map, arena);
    for (bool first = true; more; first = false) {
        more = str_cut(name, '/', &part, &name);
        out = ARENA_CONCAT(arena, out, first ? STR("") : STR("/"), part_slug(h, part, map, arena));
    }
    return out;
}

str term_last_category(const struct hexo *h, const struct data *front, struct arena *arena)
{
    const struct data *value = value_of(front, STR("categories"), STR("category"));
    if (has_list(value))
        value = value->items[value->count - 1];
    struct str_list parts = js_list(value, arena);
    str out = STR("");
    for (size_t i = 0; i < parts.count && i < 64; i++)
        out =
            ARENA_CONCAT(arena, out, i ? STR("/") : STR(""), part_slug(h, parts.items[i], STR("category_map"), arena));
    return out;
}
