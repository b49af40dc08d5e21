#include "hexo/js_value.h"

str js_text(const struct data *data, struct arena *arena)
{
    str out = STR("");
    if (data && data->kind == DATA_FLOAT)
        return arena_printf(arena, "%.15g", data->real);
    if (!data || data->kind != DATA_LIST)
        return data_text(data, arena);
    str *parts = ARENA_ARRAY(arena, str, 2 * data->count);
    for (size_t i = 0; i < data->count; i++) {
        parts[2 * i] = i ? STR(",") : STR("");
        parts[2 * i + 1] = js_text(data->items[i], arena);
    }
    return data->count ? arena_concat(arena, parts, 2 * data->count) : out;
}

bool js_is_true(const struct data *data)
{
    if (!data || data->kind == DATA_NULL)
        return false;
    if (data->kind == DATA_BOOL)
        return data->boolean;
    if (data->kind == DATA_INT)
        return data->integer != 0;
    return data->kind != DATA_STRING || data->text.n > 0;
}

struct str_list js_list(const struct data *data, struct arena *arena)
{
    size_t count = data && data->kind == DATA_LIST ? data->count : 1, kept = 0;
    str *items = ARENA_ARRAY(arena, str, count);
    for (size_t i = 0; i < count; i++) {
        str text = js_text(data && data->kind == DATA_LIST ? data->items[i] : data, arena);
        if (text.n)
            items[kept++] = text;
    }
    return (struct str_list){items, kept};
}
