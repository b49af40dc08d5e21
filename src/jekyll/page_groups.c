#include "jekyll/page_groups.h"

#include "base/strmap.h"

struct growing {
    str *items;
    size_t count, capacity;
    struct arena *arena;
    struct strmap known; /* 1 for each item added with add_new */
};

static struct str_list finished(const struct growing *list)
{
    return (struct str_list){list->items, list->count};
}

static void add(struct growing *list, str item)
{
    list->items = arena_grow(list->arena, list->items, list->count, &list->capacity, sizeof *list->items);
    list->items[list->count++] = item;
}

static void add_new(struct growing *list, str item)
{
    int *known = strmap_at(&list->known, item);
    if (!(*known)++)
        add(list, item);
}

typedef void adder(struct growing *, str);

/* A text split at white space, as Ruby's String#split. */
static void add_words(struct growing *list, str text, adder *put)
{
    for (text = str_trim_left(text); text.n; text = str_trim_left(text)) {
        size_t n = str_span_not(text, " \t\n\r\f\v");
        put(list, str_first(text, n));
        text = str_from(text, n);
    }
}

/* Flattens nested lists; null adds nothing. */
static void add_flat(struct growing *list, const struct data *data, adder *put)
{
    if (!data || data->kind == DATA_NULL)
        return;
    if (data->kind != DATA_LIST) {
        put(list, data_text(data, list->arena));
        return;
    }
    for (size_t i = 0; i < data->count; i++)
        add_flat(list, data->items[i], put);
}

static void add_plural(struct growing *list, const struct data *data, adder *put)
{
    if (data && data->kind == DATA_STRING)
        add_words(list, data->text, put);
    else
        add_flat(list, data, put);
}

static bool says_something(const struct data *data)
{
    return data && data->kind != DATA_NULL && !(data->kind == DATA_BOOL && !data->boolean);
}

struct str_list page_categories(str folder, const struct data *defaults, const struct data *plural,
                                const struct data *singular, struct arena *arena)
{
    struct growing list = {.arena = arena, .known = {.arena = arena}};
    for (str part; folder.n;) {
        str_cut(folder, '/', &part, &folder);
        if (str_eq(part, STR("_posts")) || str_eq(part, STR("_drafts")))
            break;
        if (part.n)
            add_new(&list, part);
    }
    add_plural(&list, defaults, add_new);
    add_plural(&list, plural, add_new);
    add_flat(&list, singular, add_new);
    return finished(&list);
}

struct str_list page_tags(const struct data *plural, const struct data *singular, struct arena *arena)
{
    struct growing list = {.arena = arena};
    if (says_something(singular))
        add_flat(&list, singular, add);
    else if (plural && (plural->kind == DATA_STRING || plural->kind == DATA_LIST))
        add_plural(&list, plural, add);
    return finished(&list);
}

struct str_list page_list(const struct data *data, struct arena *arena)
{
    struct growing list = {.arena = arena};
    add_flat(&list, data, add);
    return finished(&list);
}
