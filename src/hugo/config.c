#include "hugo/config.h"

#include "base/beneath.h"
#include "data/map_build.h"
#include "hugo/folder.h"
#include "hugo/param.h"
#include "site/ground.h"
#include "text/valid.h"

enum { CONFIG_MAX = 1 << 20 /* bytes of one file */ };

static const str root_files[] = {STR_INIT("hugo.toml"),  STR_INIT("hugo.yaml"),   STR_INIT("hugo.yml"),
                                 STR_INIT("hugo.json"),  STR_INIT("config.toml"), STR_INIT("config.yaml"),
                                 STR_INIT("config.yml"), STR_INIT("config.json")};
enum { ROOT_FILES = sizeof root_files / sizeof *root_files, HUGO_FILES = 4 /* the first of them */ };

/* The configuration while it is put together. */
struct reading {
    int root;
    const struct site_options *options;
    struct arena *arena;
    struct diag *diag;
    const struct data *all;
    str text;
    str key, named; /* NAMED: the last file that has the table KEY */
    bool failed;
};

static const struct data *read_file(struct reading *r, str path)
{
    str text;
    if (ground_read(r->root, r->options, NULL, path, CONFIG_MAX, r->arena, &text) != OK)
        return NULL;
    r->text = ARENA_CONCAT(r->arena, r->text, path, STR("\n"), text, STR("\n"));
    const struct data *data = param_parse(param_format_of(path), text, path, 1, r->arena, r->diag);
    if (!data || (data->kind != DATA_MAP && data->kind != DATA_NULL && data->kind != DATA_LIST)) {
        r->failed = true;
        if (data)
            diag_add(r->diag, SEVERITY_ERROR, path, data->line, "the configuration holds no keys; write \"title: …\"");
        return NULL;
    }
    return data->kind == DATA_NULL ? NULL : data;
}

/* The first root file that is there, and no other. */
static void read_root_file(struct reading *r)
{
    struct stat st;
    for (size_t i = 0; i < ROOT_FILES; i++)
        if (beneath_stat(r->root, root_files[i], &st) == OK && S_ISREG(st.st_mode)) {
            r->all = read_file(r, root_files[i]);
            r->named = data_get(r->all, r->key) ? root_files[i] : STR("");
            return;
        }
}

/* DATA as the table NAME, which may be dotted: "languages.zh". */
static const struct data *as_table(str name, const struct data *data, struct arena *arena)
{
    size_t dot = str_find_last(name, '.');
    for (; name.n; dot = str_find_last(name, '.')) {
        struct growing *map = ARENA_NEW(arena, struct growing);
        map->data = (struct data){.kind = DATA_MAP, .line = data->line};
        growing_put(map, dot == STR_NONE ? name : str_from(name, dot + 1), 1, data, arena);
        data = &map->data;
        name = dot == STR_NONE ? STR("") : str_first(name, dot);
    }
    return data;
}

static bool is_root_table(str name)
{
    return str_eq(name, STR("config")) || str_eq(name, STR("hugo"));
}

/* One file of config/NAME/; the root tables come first, config before hugo. */
static void read_table(struct reading *r, str folder, str file, int turn)
{
    size_t dot = str_find_last(file, '.');
    str name = dot == STR_NONE ? file : str_first(file, dot);
    int own = str_eq(name, STR("config")) ? 0 : str_eq(name, STR("hugo")) ? 1 : 2;
    if (param_format_of(file) == PARAM_NONE || own != turn)
        return;
    const struct data *data = read_file(r, ARENA_CONCAT(r->arena, folder, STR("/"), file));
    if (data && !is_root_table(name))
        data = as_table(text_lower(name, r->arena), data, r->arena);
    if (data_get(data, r->key))
        r->named = ARENA_CONCAT(r->arena, folder, STR("/"), file);
    if (data)
        r->all = param_merge(r->all, data, r->arena);
}

static void read_folder(struct reading *r, str folder)
{
    size_t count;
    const struct folder_entry *entries = folder_list(r->root, r->options, folder, r->arena, &count);
    for (int turn = 0; turn < 3; turn++)
        for (size_t i = 0; i < count; i++)
            if (!entries[i].is_folder)
                read_table(r, folder, entries[i].name, turn);
}

static void read_all(struct reading *r)
{
    if (r->root < 0)
        return;
    read_root_file(r);
    read_folder(r, STR("config/_default"));
    read_folder(r, STR("config/production"));
}

str config_file_of(int root, const struct site_options *options, str key, struct arena *arena)
{
    struct reading r = {
        .root = root, .options = options, .arena = arena, .text = STR(""), .key = key, .named = STR("")};
    read_all(&r);
    return r.named;
}

enum err config_read(int root, const struct site_options *options, struct arena *arena, struct diag *diag,
                     const struct data **all, str *text)
{
    struct reading r = {.root = root, .options = options, .arena = arena, .diag = diag, .text = STR("")};
    read_all(&r);
    *all = r.all;
    *text = r.text;
    return r.failed ? ERR_SYNTAX : OK;
}

/* config.toml is a common name: it is a generator's when it has its KEY. */
static bool names_base(int root, str name, str key)
{
    struct arena *arena = arena_create();
    str text;
    bool names = false;
    if (beneath_read(root, name, CONFIG_MAX, arena, &text) == OK) {
        const struct data *data = param_parse(param_format_of(name), text, name, 1, arena, NULL);
        names = data_get(data, key) != NULL;
    }
    arena_destroy(arena);
    return names;
}

bool config_is_hugos(int root)
{
    struct stat st;
    if (beneath_stat(root, STR("config/_default"), &st) == OK && S_ISDIR(st.st_mode))
        return true;
    for (size_t i = 0; i < ROOT_FILES; i++)
        if (i < HUGO_FILES ? beneath_has(root, root_files[i])
                           : beneath_stat(root, root_files[i], &st) == OK && S_ISREG(st.st_mode))
            return i < HUGO_FILES || names_base(root, root_files[i], STR("baseurl"));
    return false;
}

enum err config_read_zola(int root, const struct site_options *options, struct arena *arena, struct diag *diag,
                          const struct data **all, str *text)
{
    struct reading r = {.root = root, .options = options, .arena = arena, .diag = diag, .text = STR("")};
    struct stat st;
    bool own = root >= 0 && beneath_stat(root, STR("zola.toml"), &st) == OK;
    if (root >= 0)
        r.all = read_file(&r, own ? STR("zola.toml") : STR("config.toml"));
    *all = r.all;
    *text = r.text;
    return r.failed ? ERR_SYNTAX : OK;
}

bool config_is_zolas(int root)
{
    return names_base(root, STR("zola.toml"), STR("base_url")) || names_base(root, STR("config.toml"), STR("base_url"));
}
