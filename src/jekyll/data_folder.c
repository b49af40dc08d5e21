#include "jekyll/data_folder.h"

#include "base/beneath.h"
#include "site/ground.h"
#include "text/valid.h"

#include <dirent.h>
#include <unistd.h>

enum { DATA_FILE_MAX = 4 << 20, DATA_DEPTH_MAX = 8 };

struct reading {
    int root;
    const struct site_options *options;
    struct arena *arena;
    struct diag *diag;
};

static const struct data *read_folder(const struct reading *r, str folder, int depth);

static const struct data *read_entry(const struct reading *r, str path, str name, int depth, str *key)
{
    static const str extensions[] = {STR_INIT(".yml"), STR_INIT(".yaml"), STR_INIT(".json")};
    for (size_t i = 0; i < sizeof extensions / sizeof *extensions; i++) {
        str text;
        if (!str_ends_nocase(name, extensions[i]))
            continue;
        *key = str_first(name, name.n - extensions[i].n);
        return ground_read(r->root, r->options, NULL, path, DATA_FILE_MAX, r->arena, &text) == OK
                   ? yaml_parse_for_jekyll(text, path, 1, r->arena, r->diag)
                   : NULL;
    }
    *key = name;
    return str_has_char(name, '.') ? NULL : read_folder(r, path, depth + 1);
}

static DIR *open_folder(const struct reading *r, str folder)
{
    int fd;
    struct stat st;
    str real;
    if (ground_find(r->root, r->options, NULL, folder, r->arena, &real) != OK ||
        (!str_eq(real, folder) && ground_is_around(real, folder)) || beneath_open(r->root, real, &fd, &st) != OK)
        return NULL;
    DIR *dir = S_ISDIR(st.st_mode) ? fdopendir(fd) : NULL;
    if (!dir)
        close(fd);
    return dir;
}

static const struct data *read_folder(const struct reading *r, str folder, int depth)
{
    struct arena *arena = r->arena;
    DIR *dir = depth < DATA_DEPTH_MAX ? open_folder(r, folder) : NULL;
    if (!dir)
        return NULL;
    struct data *map = ARENA_NEW(arena, struct data);
    map->kind = DATA_MAP;
    struct data_pair *pairs = NULL;
    size_t capacity = 0;
    for (struct dirent *entry; (entry = readdir(dir));) {
        str name = arena_str(arena, str_of(entry->d_name)), key;
        if (str_starts(name, STR(".")) || !text_is_valid(name))
            continue;
        str path = ARENA_CONCAT(arena, folder, STR("/"), name);
        const struct data *value = read_entry(r, path, name, depth, &key);
        if (!value)
            continue;
        pairs = arena_grow(arena, pairs, map->count, &capacity, sizeof *pairs);
        pairs[map->count++] = (struct data_pair){.key = key, .value = value};
    }
    closedir(dir);
    map->pairs = pairs;
    data_index(map, arena);
    return map;
}

const struct data *site_data_read(int root, const struct site_options *options, str folder, struct arena *arena,
                                  struct diag *diag)
{
    const struct reading r = {root, options, arena, diag};
    return root < 0 ? NULL : read_folder(&r, folder, 0);
}
