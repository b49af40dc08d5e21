#include "data/toml_table.h"

#include "data/toml_string.h"

static bool take_part(struct text_cursor *c, struct toml_path *path)
{
    static const char bare[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";
    char next = cursor_peek(c, 0);
    str key;
    if (next == '"' || next == '\'') {
        if (!toml_take_string(c, false, &key))
            return false;
    } else {
        size_t n = str_span(c->rest, bare);
        if (n == 0)
            return cursor_complain(c, c->line,
                                   "a key is missing here; write key = \"value\", with quotes around a key "
                                   "that holds more than letters, digits, _ and -");
        key = arena_str(c->arena, cursor_take(c, n));
    }
    path->parts = arena_grow(c->arena, path->parts, path->count, &path->capacity, sizeof *path->parts);
    path->parts[path->count++] = key;
    return true;
}

bool toml_take_path(struct text_cursor *c, struct toml_path *path)
{
    path->line = c->line;
    do {
        if (path->count == TOML_DEPTH_MAX)
            return cursor_complain(c, c->line, "a key of more than %d parts", TOML_DEPTH_MAX);
        cursor_take(c, str_span(c->rest, " \t"));
        if (!take_part(c, path))
            return false;
        cursor_take(c, str_span(c->rest, " \t"));
    } while (cursor_take_char(c, '.'));
    return true;
}

struct toml_table *toml_table_new(struct text_cursor *c, enum toml_origin origin, int line, int depth)
{
    struct toml_table *table = ARENA_NEW(c->arena, struct toml_table);
    table->map.data = (struct data){.kind = DATA_MAP, .line = line};
    table->origin = origin;
    table->depth = depth;
    return table;
}

struct toml_array *toml_array_new(struct text_cursor *c, int line)
{
    struct toml_array *array = ARENA_NEW(c->arena, struct toml_array);
    array->list.data = (struct data){.kind = DATA_LIST, .line = line};
    return array;
}

bool toml_table_define(struct text_cursor *c, struct toml_table *table, str key, int line, const struct data *value)
{
    if (data_get(&table->map.data, key))
        return cursor_complain(c, line, "the key \"%.*s\" stands twice; take one out", STR_ARG(key));
    growing_put(&table->map, key, line, value, c->arena);
    return true;
}

static struct toml_table *new_below(struct text_cursor *c, struct toml_table *above, str key, int line,
                                    enum toml_origin origin)
{
    if (above->depth + 1 >= TOML_DEPTH_MAX) {
        cursor_complain(c, line, "tables more than %d levels deep", TOML_DEPTH_MAX);
        return NULL;
    }
    struct toml_table *table = toml_table_new(c, origin, line, above->depth + 1);
    growing_put(&above->map, key, line, &table->map.data, c->arena);
    return table;
}

static struct toml_table *complain_of_key(struct text_cursor *c, str key, int line, const char *why)
{
    cursor_complain(c, line, "\"%.*s\" %s", STR_ARG(key), why);
    return NULL;
}

/* The table at KEY of ABOVE for a header of tables below it. */
static struct toml_table *step_by_header(struct text_cursor *c, struct toml_table *above, str key, int line)
{
    const struct data *there = data_get(&above->map.data, key);
    if (!there)
        return new_below(c, above, key, line, TOML_IMPLIED);
    if (there->kind == DATA_LIST && ((const struct toml_array *)there)->of_tables)
        there = there->items[there->count - 1];
    struct toml_table *table = (struct toml_table *)there;
    if (there->kind != DATA_MAP || table->origin == TOML_COMPLETE)
        return complain_of_key(c, key, line, "has a value above, to which no table can be added");
    return table;
}

static struct toml_table *open_element(struct text_cursor *c, struct toml_table *above, str key, int line)
{
    const struct data *there = data_get(&above->map.data, key);
    struct toml_array *array = (struct toml_array *)there;
    if (there && (there->kind != DATA_LIST || !array->of_tables))
        return complain_of_key(c, key, line,
                               "is no array of tables above; take [[ ]] off, or give this one another name");
    if (above->depth + 2 >= TOML_DEPTH_MAX)
        return complain_of_key(c, key, line, "is nested too deeply");
    if (!there) {
        array = toml_array_new(c, line);
        array->of_tables = true;
        growing_put(&above->map, key, line, &array->list.data, c->arena);
    }
    struct toml_table *table = toml_table_new(c, TOML_ELEMENT, line, above->depth + 2);
    growing_append(&array->list, &table->map.data, c->arena);
    return table;
}

static struct toml_table *open_table(struct text_cursor *c, struct toml_table *above, str key, int line)
{
    const struct data *there = data_get(&above->map.data, key);
    struct toml_table *table = (struct toml_table *)there;
    if (!there)
        return new_below(c, above, key, line, TOML_HEADER);
    if (there->kind != DATA_MAP || table->origin != TOML_IMPLIED)
        return complain_of_key(c, key, line, "is defined above; add to it there, since no table may begin twice");
    table->origin = TOML_HEADER;
    table->map.data.line = line;
    return table;
}

struct toml_table *toml_table_open(struct text_cursor *c, struct toml_table *root, const struct toml_path *path,
                                   bool element)
{
    struct toml_table *table = root;
    for (size_t i = 0; table && i + 1 < path->count; i++)
        table = step_by_header(c, table, path->parts[i], path->line);
    if (!table)
        return NULL;
    str last = path->parts[path->count - 1];
    return element ? open_element(c, table, last, path->line) : open_table(c, table, last, path->line);
}

struct toml_table *toml_table_reach(struct text_cursor *c, struct toml_table *table, const struct toml_path *path)
{
    for (size_t i = 0; table && i + 1 < path->count; i++) {
        const struct data *there = data_get(&table->map.data, path->parts[i]);
        struct toml_table *next = (struct toml_table *)there;
        if (there && (there->kind != DATA_MAP || next->origin != TOML_DOTTED))
            return complain_of_key(c, path->parts[i], path->line,
                                   "is defined elsewhere; a dotted key cannot add to it");
        table = there ? next : new_below(c, table, path->parts[i], path->line, TOML_DOTTED);
    }
    return table;
}
