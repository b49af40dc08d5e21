#include "hugo/front_org.h"

#include "data/map_build.h"
#include "text/valid.h"

static const struct data *text_at(str text, int line, struct arena *arena)
{
    struct data *data = ARENA_NEW(arena, struct data);
    *data = (struct data){.kind = DATA_STRING, .line = line, .text = text};
    return data;
}

static const struct data *words_at(str text, int line, struct arena *arena)
{
    struct growing *list = ARENA_NEW(arena, struct growing);
    list->data = (struct data){.kind = DATA_LIST, .line = line};
    for (str word; (text = str_trim_left(text)).n;) {
        size_t n = str_span_not(text, " \t");
        word = str_first(text, n);
        text = str_from(text, n);
        growing_append(list, text_at(word, line, arena), arena);
    }
    return &list->data;
}

/* The day in "<2024-05-01 Wed>" or "[2024-05-01 Wed]". */
static str day_of(str date)
{
    bool stamp = date.n > 12 && (date.p[0] == '<' || date.p[0] == '[');
    return stamp ? str_between(date, 1, 11) : date;
}

static bool is_list(str key)
{
    return str_eq(key, STR("tags")) || str_eq(key, STR("categories")) || str_eq(key, STR("aliases"));
}

const struct data *front_org(str text, int line, str *rest, struct arena *arena)
{
    struct growing *map = ARENA_NEW(arena, struct growing);
    map->data = (struct data){.kind = DATA_MAP, .line = line};
    *rest = text;
    for (str l, key, value; str_starts(*rest, STR("#+")) && str_line(rest, &l); line++) {
        if (!str_cut(str_from(l, 2), ':', &key, &value))
            continue;
        key = text_lower(str_trim(key), arena);
        value = str_trim(value);
        bool list = str_ends(key, STR("[]"));
        if (list)
            key.n -= 2;
        if (str_eq(key, STR("date")))
            value = day_of(value);
        growing_put(map, key, line, list || is_list(key) ? words_at(value, line, arena) : text_at(value, line, arena),
                    arena);
    }
    return rest->n < text.n ? &map->data : NULL;
}
