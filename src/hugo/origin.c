#include "hugo/origin.h"

#include "hugo/glob.h"
#include "hugo/param.h"
#include "hugo/tree.h"

static str above(str folder)
{
    size_t slash = str_find_last(folder, '/');
    return slash == STR_NONE ? STR("") : str_first(folder, slash);
}

void origin_open(struct origin *s, const struct page_reading *r, str text)
{
    str rest;
    *s = (struct origin){.reading = r, .hugo = hugo_of(r->settings)};
    if (!name_of(s->hugo, r->entry->path, r->arena, &s->name)) {
        /* A text of no capsule, or a file outside content/. */
        str path = ARENA_CONCAT(r->arena, s->hugo->languages[s->hugo->main_language].content, STR("/"), r->entry->path);
        name_of(s->hugo, path, r->arena, &s->name);
    }
    s->language = &s->hugo->languages[s->name.language];
    s->parent = s->name.is_leaf ? above(s->name.folder) : s->name.folder;
    str_cut(s->parent, '/', &s->section, &rest);
    s->cascades = data_get(s->hugo->all, STR("cascade")) || tree_has_cascade(s->hugo->tree);
    s->front = front_parse(text, r->entry->path, r->arena, r->diag);
    if (s->hugo->dialect)
        s->front.data = s->hugo->dialect->front(s->front.data, r->arena);
}

static bool glob(const struct origin *s, str pattern, str path)
{
    return glob_matches(pattern, path, s->reading->arena);
}

/* The keys by which a target of a cascade may choose. */
struct chosen {
    str kind, path, bare; /* the paths with a slash before them; BARE without extension */
};

static bool is_target(const struct origin *s, const struct data *target, const struct chosen *chosen)
{
    struct arena *arena = s->reading->arena;
    str path = param_text(data_get(target, STR("path")), arena),
        kind = param_text(data_get(target, STR("kind")), arena),
        lang = param_text(data_get(target, STR("lang")), arena);
    if ((kind.n && !glob(s, kind, chosen->kind)) || (lang.n && !glob(s, lang, s->language->name)))
        return false;
    return !path.n || glob(s, path, chosen->path) || glob(s, path, chosen->bare);
}

/* Newer Hugo writes it without the dash. */
static const struct data *target_of(const struct data *cascade)
{
    const struct data *target = data_get(cascade, STR("_target"));
    const struct data *newer = data_get(cascade, STR("target"));
    return target || !newer || newer->kind != DATA_MAP ? target : newer;
}

/* The value that one cascade, a map or a list of them, gives to KEY. */
static const struct data *cascaded(const struct origin *s, const struct data *cascade, str key,
                                   const struct chosen *chosen)
{
    size_t count = cascade && cascade->kind == DATA_LIST ? cascade->count : cascade ? 1 : 0;
    for (size_t i = 0; i < count; i++) {
        const struct data *one = cascade->kind == DATA_LIST ? cascade->items[i] : cascade;
        const struct data *value = data_get(one, key), *target = target_of(one);
        if (value && (!target || is_target(s, target, chosen)))
            return value;
    }
    return NULL;
}

/* The value that the nearest cascade gives to KEY in *FOLDER, which becomes that of the cascade. */
static const struct data *inherited(const struct origin *s, str *folder, str key, const struct chosen *chosen,
                                    bool *configured)
{
    const struct data *value = NULL;
    for (str at = *folder;; at = above(at)) {
        value = cascaded(s, data_get(tree_front(s->hugo->tree, s->name.language, at), STR("cascade")), key, chosen);
        *folder = at;
        if (value || !at.n)
            break;
    }
    *configured = !value;
    return value ? value : cascaded(s, data_get(s->hugo->all, STR("cascade")), key, chosen);
}

const struct data *origin_inherited(const struct origin *s, str key, str *folder, bool *configured)
{
    struct arena *arena = s->reading->arena;
    *folder = s->parent;
    *configured = false;
    if (!s->cascades)
        return NULL;
    str slash = s->name.folder.n ? STR("/") : STR(""), above_slash = s->parent.n ? STR("/") : STR("");
    const struct chosen chosen = {
        .kind = !s->name.is_branch ? STR("page")
                : s->name.folder.n ? STR("section")
                                   : STR("home"),
        .path = ARENA_CONCAT(arena, STR("/"), s->name.folder, slash, s->name.base, s->name.extension),
        .bare = ARENA_CONCAT(arena, STR("/"), s->parent, above_slash, origin_filename(s))};
    return inherited(s, folder, key, &chosen, configured);
}

const struct data *origin_value(const struct origin *s, str key)
{
    str folder;
    bool configured;
    const struct data *value = data_get(s->front.data, key);
    return value ? value : origin_inherited(s, key, &folder, &configured);
}

const struct data *origin_branch_value(const struct origin *s, str folder, str key)
{
    const struct data *front = tree_front(s->hugo->tree, s->name.language, folder), *value = data_get(front, key);
    if (!front || value || !s->cascades)
        return value;
    str path = ARENA_CONCAT(s->reading->arena, STR("/"), folder);
    const struct chosen chosen = {.kind = folder.n ? STR("section") : STR("home"), .path = path, .bare = path};
    bool configured;
    return inherited(s, &folder, key, &chosen, &configured);
}

str origin_text(const struct origin *s, str key)
{
    return str_trim(param_text(origin_value(s, key), s->reading->arena));
}

str origin_filename(const struct origin *s)
{
    if ((!s->name.is_leaf && !s->name.is_branch) || !s->name.folder.n)
        return s->name.base;
    size_t slash = str_find_last(s->name.folder, '/');
    return slash == STR_NONE ? s->name.folder : str_from(s->name.folder, slash + 1);
}

str origin_sections(const struct origin *s)
{
    str folder = s->parent;
    while (str_has_char(folder, '/') && !tree_is_branch(s->hugo->tree, s->name.language, folder))
        folder = above(folder);
    return folder;
}
