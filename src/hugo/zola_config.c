#include "hugo/zola_config.h"

#include "data/map_build.h"
#include "hugo/param.h"
#include "hugo/zola_text.h"
#include "text/slug.h"
#include "text/valid.h"

static struct growing *map_at(int line, struct arena *arena)
{
    struct growing *map = ARENA_NEW(arena, struct growing);
    map->data = (struct data){.kind = DATA_MAP, .line = line};
    return map;
}

static void put(struct growing *map, str key, const struct data *value, struct arena *arena)
{
    if (value)
        growing_put(map, key, value->line, value, arena);
}

static const struct data *text(str value, struct arena *arena)
{
    struct data *data = ARENA_NEW(arena, struct data);
    *data = (struct data){.kind = DATA_STRING, .line = 1, .text = value};
    return data;
}

static const struct data *yes(struct arena *arena)
{
    struct data *data = ARENA_NEW(arena, struct data);
    *data = (struct data){.kind = DATA_BOOL, .line = 1, .boolean = true, .text = STR("true")};
    return data;
}

/* A list of tables that have names; the site has no others. */
static const struct data *taxonomies(const struct data *list, struct arena *arena)
{
    struct growing *map = map_at(1, arena);
    for (size_t i = 0; list && list->kind == DATA_LIST && i < list->count; i++) {
        const struct data *name = data_get(list->items[i], STR("name"));
        if (name && name->kind == DATA_STRING)
            put(map, name->text, name, arena);
    }
    return &map->data;
}

/* The main language is named apart from the others. */
static const struct data *languages(const struct data *all, str main, struct arena *arena)
{
    const struct data *others = data_get(all, STR("languages"));
    struct growing *map = map_at(1, arena);
    if (!others || others->kind != DATA_MAP || !others->count)
        return NULL;
    if (!data_get(others, main))
        put(map, main, &map_at(1, arena)->data, arena);
    for (size_t i = 0; i < others->count; i++)
        put(map, others->pairs[i].key, others->pairs[i].value, arena);
    return &map->data;
}

const struct data *zola_as_hugos(const struct data *all, struct arena *arena)
{
    static const str dates[] = {STR_INIT("date"), STR_INIT(":filename"), STR_INIT("lastmod")};
    struct growing *map = map_at(1, arena), *params = map_at(1, arena), *keys = map_at(1, arena);
    struct growing *list = ARENA_NEW(arena, struct growing);
    const struct data *main = data_get(all, STR("default_language"));
    list->data = (struct data){.kind = DATA_LIST, .line = 1};
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++)
        growing_append(list, text(dates[i], arena), arena);
    put(keys, STR("date"), &list->data, arena);
    put(params, STR("description"), data_get(all, STR("description")), arena);
    put(params, STR("author"), data_get(all, STR("author")), arena);
    main = main ? main : text(STR("en"), arena);
    put(map, STR("baseurl"), data_get(all, STR("base_url")), arena);
    put(map, STR("title"), data_get(all, STR("title")), arena);
    put(map, STR("theme"), data_get(all, STR("theme")), arena);
    put(map, STR("defaultcontentlanguage"), main, arena);
    put(map, STR("languagecode"), main, arena);
    put(map, STR("languages"), languages(all, text_lower(param_text(main, arena), arena), arena), arena);
    put(map, STR("taxonomies"), taxonomies(data_get(all, STR("taxonomies")), arena), arena);
    put(map, STR("enableemoji"), data_get(data_get(all, STR("markdown")), STR("render_emoji")), arena);
    put(map, STR("frontmatter"), &keys->data, arena);
    put(map, STR("params"), &params->data, arena);
    put(map, STR("pluralizelisttitles"), text(STR("false"), arena), arena);
    struct growing *unsafe = map_at(1, arena), *renderer = map_at(1, arena), *markup = map_at(1, arena);
    put(unsafe, STR("unsafe"), yes(arena), arena);
    put(renderer, STR("renderer"), &unsafe->data, arena);
    put(markup, STR("goldmark"), &renderer->data, arena);
    put(map, STR("markup"), &markup->data, arena);
    return &map->data;
}

/* Each part of PATH as WRITE makes it; a part of which that leaves nothing stays. */
static str each_part(str path, str (*write)(str, struct arena *), struct arena *arena)
{
    str out = STR(""), part;
    for (bool more = path.n > 0, first = true; more; first = false) {
        more = str_cut(path, '/', &part, &path);
        str made = part.n ? write(part, arena) : part;
        out = ARENA_CONCAT(arena, out, first ? STR("") : STR("/"), made.n ? made : text_lower(part, arena));
    }
    return out;
}

static str ascii_part(str part, struct arena *arena)
{
    return text_slug(part, SLUG_LATIN, false, arena);
}

static str safe_part(str part, struct arena *arena)
{
    char *z = arena_z(arena, part);
    size_t n = 0;
    for (size_t i = 0; i < part.n; i++)
        if (!str_has_char(STR("<>:|?*#\\()[]\""), part.p[i]))
            z[n++] = char_is_space(part.p[i]) ? '_' : part.p[i];
    return (str){z, n};
}

static str path_on(str path, struct arena *arena)
{
    return each_part(path, ascii_part, arena);
}

static str path_safe(str path, struct arena *arena)
{
    return each_part(path, safe_part, arena);
}

static str path_off(str path, struct arena *arena)
{
    (void)arena;
    return path;
}

static bool is_front_key(str key)
{
    static const str taken[] = {STR_INIT("updated"), STR_INIT("path"), STR_INIT("render"), STR_INIT("taxonomies"),
                                STR_INIT("aliases")};
    for (size_t i = 0; i < sizeof taken / sizeof *taken; i++)
        if (str_eq(key, taken[i]))
            return true;
    return false;
}

/* Aliases begin at the root whether they say so or not. */
static const struct data *aliases(const struct data *given, struct arena *arena)
{
    struct growing *list = ARENA_NEW(arena, struct growing);
    struct str_list paths = param_list(given, arena);
    list->data = (struct data){.kind = DATA_LIST, .line = given ? given->line : 1};
    for (size_t i = 0; i < paths.count; i++) {
        str slash = str_starts(paths.items[i], STR("/")) ? STR("") : STR("/");
        growing_append(list, text(ARENA_CONCAT(arena, slash, paths.items[i]), arena), arena);
    }
    return &list->data;
}

/* Front matter in the words of Hugo's. */
static const struct data *front(const struct data *data, struct arena *arena)
{
    if (!data)
        return NULL;
    struct growing *map = map_at(data->line, arena);
    for (size_t i = 0; i < data->count; i++)
        if (!is_front_key(data->pairs[i].key))
            put(map, data->pairs[i].key, data->pairs[i].value, arena);
    const struct data *terms = data_get(data, STR("taxonomies"));
    for (size_t i = 0; terms && terms->kind == DATA_MAP && i < terms->count; i++)
        put(map, terms->pairs[i].key, terms->pairs[i].value, arena);
    put(map, STR("aliases"), aliases(data_get(data, STR("aliases")), arena), arena);
    put(map, STR("lastmod"), data_get(data, STR("updated")), arena);
    str path = str_trim_char_right(str_trim(param_text(data_get(data, STR("path")), arena)), '/');
    if (str_starts(path, STR("/")))
        path = str_from(path, 1);
    if (path.n)
        put(map, STR("url"), text(ARENA_CONCAT(arena, path, STR("/")), arena), arena);
    if (param_is_false(data_get(data, STR("render")))) {
        struct growing *build = map_at(data->line, arena);
        put(build, STR("render"), text(STR("never"), arena), arena);
        put(map, STR("build"), &build->data, arena);
    }
    return &map->data;
}

const struct dialect *zola_dialect(const struct data *all)
{
    static const struct dialect on = {.path = path_on, .front = front, .text = zola_text, .dated_names = true};
    static const struct dialect safe = {.path = path_safe, .front = front, .text = zola_text, .dated_names = true};
    static const struct dialect off = {.path = path_off, .front = front, .text = zola_text, .dated_names = true};
    const struct data *mode = data_get(data_get(all, STR("slugify")), STR("paths"));
    str name = mode && mode->kind == DATA_STRING ? mode->text : STR("on");
    return str_eq_nocase(name, STR("safe")) ? &safe : str_eq_nocase(name, STR("off")) ? &off : &on;
}
