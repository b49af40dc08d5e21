#include "jekyll/data_folder.h"

#include "base/beneath.h"
#include "base/buf.h"
#include "data/csv.h"
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

/* Jekyll's key for a file or folder: word characters and dashes, a blank as "_". */
static str key_of(str name, struct arena *arena)
{
    struct buf out;
    buf_init(&out, name.n + 1);
    for (name = str_trim_left(name); name.n;) {
        char c = *name.p;
        size_t blanks = str_span(name, " \t\n\r\v\f");
        if (blanks)
            buf_put_char(&out, '_');
        else if (char_is_alnum(c) || c == '_' || c == '-')
            buf_put_char(&out, c);
        name = str_from(name, blanks ? blanks : 1);
    }
    str key = arena_str(arena, buf_str(&out));
    buf_finish(&out);
    return key;
}

static const struct data *read_entry(const struct reading *r, str path, str name, int depth, str *key)
{
    static const struct {
        str extension;
        char separator; /* of a table; 0: YAML */
    } forms[] = {{STR_INIT(".yml"), 0},
                 {STR_INIT(".yaml"), 0},
                 {STR_INIT(".json"), 0},
                 {STR_INIT(".csv"), ','},
                 {STR_INIT(".tsv"), '\t'}};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        str text;
        if (!str_ends_nocase(name, forms[i].extension))
            continue;
        *key = key_of(str_first(name, name.n - forms[i].extension.n), r->arena);
        if (ground_read(r->root, r->options, NULL, path, DATA_FILE_MAX, r->arena, &text) != OK)
            return NULL;
        return forms[i].separator ? csv_parse(text, forms[i].separator, path, r->arena, r->diag)
                                  : yaml_parse_for_jekyll(text, path, 1, r->arena, r->diag);
    }
    *key = key_of(name, r->arena);
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
