/* Maps with known keys: the whole file, its sections, a host. */
#include "server/config_field.h"

#include "base/nearest.h"

static const struct config_field *find_field(const struct config_map *map, str key)
{
    for (size_t i = 0; i < map->count; i++)
        if (str_eq(key, str_of(map->fields[i].key)))
            return &map->fields[i];
    return NULL;
}

static void say_unknown(const struct config_reader *r, const struct config_map *map, const struct data_pair *pair)
{
    str *names = ARENA_ARRAY(r->arena, str, map->count), all = STR("");
    for (size_t i = 0; i < map->count; i++) {
        names[i] = str_of(map->fields[i].key);
        all = ARENA_CONCAT(r->arena, all, i ? STR(", ") : STR(""), names[i]);
    }
    str meant = str_nearest(pair->key, names, map->count);
    if (meant.n)
        config_wrong_at(r, pair->line, "unknown key \"%.*s\"; did you mean \"%.*s\"?", STR_ARG(pair->key),
                        STR_ARG(meant));
    else
        config_wrong_at(r, pair->line, "unknown key \"%.*s\"; the keys here are %.*s", STR_ARG(pair->key),
                        STR_ARG(all));
}

static void read_pair(const struct config_reader *r, const struct config_map *map, const struct data_pair *pair,
                      void *place)
{
    const struct config_field *f = find_field(map, pair->key);
    if (!f) {
        say_unknown(r, map, pair);
        return;
    }
    if (pair->value->kind == DATA_NULL)
        return;
    f->type->read(r, f, pair->value, (char *)place + f->offset);
    if (f->given)
        *(bool *)((char *)place + f->given) = true;
}

void config_read_map(const struct config_reader *r, const struct config_map *map, const struct data *value, void *place)
{
    if (value->kind != DATA_MAP) {
        config_wrong(r, value, "%.*s is where keys belong; write one such as %s:", STR_ARG(config_shown(value)),
                     map->fields[0].key);
        return;
    }
    for (size_t i = 0; i < value->count; i++)
        read_pair(r, map, &value->pairs[i], place);
}

void config_dump_map(FILE *out, const struct config_map *map, const void *place, int indent)
{
    for (size_t i = 0; i < map->count; i++) {
        const struct config_field *f = &map->fields[i];
        if (f->is_set && !f->is_set((const char *)place + f->offset))
            continue;
        fprintf(out, "%*s%s:", indent, "", f->key);
        f->type->dump(out, f, (const char *)place + f->offset, indent);
    }
}

static void read_map(const struct config_reader *r, const struct config_field *f, const struct data *value, void *place)
{
    config_read_map(r, f->map, value, place);
}

static void dump_map(FILE *out, const struct config_field *f, const void *place, int indent)
{
    fputc('\n', out);
    config_dump_map(out, f->map, place, indent + 2);
}

const struct config_type config_type_map = {read_map, dump_map};
