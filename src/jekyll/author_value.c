#include "jekyll/author_value.h"

#include "text/unmarked.h"

enum { AUTHORS_MAX = 100 /* of a page */ };

struct people {
    const struct settings *settings;
    struct arena *arena;
    struct author *items;
    size_t count, capacity;
};

static bool is_email(str text)
{
    size_t at = str_find_char(text, '@');
    return at != STR_NONE && at > 0 && at + 1 < text.n && str_span_not(text, " \t\r\n<>,") == text.n;
}

static void add(struct people *p, str name, const struct data *map)
{
    struct author author = {.name = arena_one_line(p->arena, text_unmark(str_trim(name), p->arena))};
    bool known = !author.name.n || p->count == AUTHORS_MAX;
    for (size_t i = 0; i < p->count && !known; i++)
        known = str_eq(p->items[i].name, author.name);
    if (known)
        return;
    str email = str_trim(data_text(data_get(map, STR("email")), p->arena));
    author.email = is_email(email) ? email : STR("");
    author.uri = str_trim(data_text(data_get(map, STR("uri")), p->arena));
    p->items = arena_grow(p->arena, p->items, p->count, &p->capacity, sizeof *p->items);
    p->items[p->count++] = author;
}

/* A name that _data/authors.yml does not know stands for itself, and so does one that has no name there. */
static void add_value(struct people *p, const struct data *value)
{
    if (value && value->kind == DATA_MAP) {
        add(p, data_text(data_get(value, STR("name")), p->arena), value);
        return;
    }
    str text = data_text(value, p->arena);
    const struct data *known = data_get(jekyll_of(p->settings)->authors, text);
    str name = known && known->kind == DATA_STRING ? known->text : STR("");
    if (known && known->kind == DATA_MAP)
        name = data_text(data_get(known, STR("name")), p->arena);
    add(p, name.n ? name : text, known);
}

static void add_all(struct people *p, const struct data *value)
{
    if (!value || value->kind != DATA_LIST) {
        add_value(p, value);
        return;
    }
    for (size_t i = 0; i < value->count; i++)
        add_value(p, value->items[i]);
}

struct author_list author_values(const struct settings *settings, const struct data *author, const struct data *authors,
                                 struct arena *arena)
{
    struct people people = {.settings = settings, .arena = arena};
    add_all(&people, author);
    add_all(&people, authors);
    return (struct author_list){people.items, people.count};
}

str author_names(const struct author_list *authors, struct arena *arena)
{
    str names = STR("");
    for (size_t i = 0; i < authors->count; i++)
        names = ARENA_CONCAT(arena, names, i ? STR(", ") : STR(""), authors->items[i].name);
    return names;
}
