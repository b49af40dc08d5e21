#include "hugo/param.h"

#include "data/json.h"
#include "data/map_build.h"
#include "data/toml.h"
#include "text/valid.h"

enum param_format param_format_of(str name)
{
    if (str_ends(name, STR(".toml")))
        return PARAM_TOML;
    if (str_ends(name, STR(".yaml")) || str_ends(name, STR(".yml")))
        return PARAM_YAML;
    return str_ends(name, STR(".json")) ? PARAM_JSON : PARAM_NONE;
}

static const struct data *parse(enum param_format format, str text, str file, int line, struct arena *arena,
                                struct diag *diag)
{
    switch (format) {
    case PARAM_YAML:
        return yaml_parse_as_go(text, file, line, arena, diag);
    case PARAM_TOML:
        return toml_parse(text, file, line, arena, diag);
    case PARAM_JSON:
        return json_parse(text, file, line, NULL, arena, diag);
    case PARAM_NONE:
        break;
    }
    return NULL;
}

const struct data *param_parse(enum param_format format, str text, str file, int line, struct arena *arena,
                               struct diag *diag)
{
    const struct data *data = parse(format, text, file, line, arena, diag);
    return data ? param_lower(data, arena) : NULL;
}

const struct data *param_lower(const struct data *data, struct arena *arena)
{
    if (data->kind == DATA_LIST) {
        struct growing *list = ARENA_NEW(arena, struct growing);
        list->data = (struct data){.kind = DATA_LIST, .line = data->line};
        for (size_t i = 0; i < data->count; i++)
            growing_append(list, param_lower(data->items[i], arena), arena);
        return &list->data;
    }
    if (data->kind != DATA_MAP)
        return data;
    struct growing *map = ARENA_NEW(arena, struct growing);
    map->data = (struct data){.kind = DATA_MAP, .line = data->line};
    for (size_t i = 0; i < data->count; i++)
        growing_put(map, text_lower(data->pairs[i].key, arena), data->pairs[i].line,
                    param_lower(data->pairs[i].value, arena), arena);
    return &map->data;
}

const struct data *param_merge(const struct data *under, const struct data *over, struct arena *arena)
{
    if (!under || under->kind != DATA_MAP || !over || over->kind != DATA_MAP)
        return over ? over : under;
    struct growing *map = ARENA_NEW(arena, struct growing);
    map->data = (struct data){.kind = DATA_MAP, .line = over->line};
    for (size_t i = 0; i < under->count; i++)
        if (!data_get(over, under->pairs[i].key))
            growing_put(map, under->pairs[i].key, under->pairs[i].line, under->pairs[i].value, arena);
    for (size_t i = 0; i < over->count; i++) {
        const struct data_pair *pair = &over->pairs[i];
        growing_put(map, pair->key, pair->line, param_merge(data_get(under, pair->key), pair->value, arena), arena);
    }
    return &map->data;
}

str param_text(const struct data *data, struct arena *arena)
{
    if (data && data->kind == DATA_FLOAT)
        return arena_printf(arena, "%.15g", data->real);
    return data_text(data, arena);
}

static bool says(const struct data *data, bool wanted)
{
    if (!data || (data->kind != DATA_BOOL && data->kind != DATA_STRING && data->kind != DATA_INT))
        return false;
    if (data->kind == DATA_BOOL)
        return data->boolean == wanted;
    if (data->kind == DATA_INT)
        return (data->integer != 0) == wanted;
    str text = str_trim(data->text);
    return str_eq_nocase(text, wanted ? STR("true") : STR("false")) ||
           str_eq_nocase(text, wanted ? STR("t") : STR("f")) || str_eq(text, wanted ? STR("1") : STR("0"));
}

str param_at(const struct data *map, const char *key, struct arena *arena)
{
    return str_trim(param_text(data_get(map, str_of(key)), arena));
}

bool param_is_true(const struct data *data)
{
    return says(data, true);
}

bool param_is_false(const struct data *data)
{
    return says(data, false);
}

static void add(struct str_list *list, str *items, const struct data *data, struct arena *arena)
{
    str text = str_trim(param_text(data, arena));
    if (text.n)
        items[list->count++] = text;
}

struct str_list param_list(const struct data *data, struct arena *arena)
{
    bool many = data && data->kind == DATA_LIST;
    str *items = ARENA_ARRAY(arena, str, many ? data->count : 1);
    struct str_list list = {.items = items};
    if (many)
        for (size_t i = 0; i < data->count; i++)
            add(&list, items, data->items[i], arena);
    else
        add(&list, items, data, arena);
    return list;
}
