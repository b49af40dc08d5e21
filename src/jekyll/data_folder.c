#include "jekyll/data_folder.h"

#include "base/beneath.h"
#include "base/buf.h"
#include "data/csv.h"
#include "site/ground.h"
#include "text/valid.h"

#include <dirent.h>
#include <stdlib.h>
#include <unistd.h>

enum { DATA_FILE_MAX = 4 << 20, DATA_DEPTH_MAX = 8 };

struct reading {
    int root;
    const struct site_options *options;
    struct arena *arena;
    struct diag *diag;
};

/* The forms of files in Jekyll's order: of several with one key, the last is taken. */
static const struct form {
    str extension;
    char separator; /* of a table; 0: YAML */
} forms[] = {{STR_INIT(".yaml"), 0},
             {STR_INIT(".yml"), 0},
             {STR_INIT(".json"), 0},
             {STR_INIT(".csv"), ','},
             {STR_INIT(".tsv"), '\t'}};
enum { FORMS = sizeof forms / sizeof *forms };

struct entry {
    str name;
    size_t form; /* FORMS: a folder, which is taken before any file */
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

static size_t form_of(str name)
{
    size_t i = 0;
    while (i < FORMS && !str_ends_nocase(name, forms[i].extension))
        i++;
    return i;
}

static const struct data *read_entry(const struct reading *r, str path, const struct entry *entry, int depth)
{
    str text;
    if (entry->form == FORMS)
        return read_folder(r, path, depth + 1);
    if (ground_read(r->root, r->options, NULL, path, DATA_FILE_MAX, r->arena, &text) != OK)
        return NULL;
    char separator = forms[entry->form].separator;
    return separator ? csv_parse(text, separator, path, r->arena, r->diag)
                     : yaml_parse_for_jekyll(text, path, 1, r->arena, r->diag);
}

static int in_jekylls_order(const void *a, const void *b)
{
    const struct entry *one = a, *two = b;
    int order = (one->form > two->form) - (one->form < two->form);
    return order ? order : str_cmp(one->name, two->name);
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

/* Those that may be folders or files of data, in Jekyll's order. */
static struct entry *list_folder(DIR *dir, struct arena *arena, size_t *count)
{
    struct entry *entries = NULL;
    size_t capacity = 0;
    *count = 0;
    for (struct dirent *found; (found = readdir(dir));) {
        str name = arena_str(arena, str_of(found->d_name));
        size_t form = form_of(name);
        if (str_starts(name, STR(".")) || !text_is_valid(name) || (form == FORMS && str_has_char(name, '.')))
            continue;
        entries = arena_grow(arena, entries, *count, &capacity, sizeof *entries);
        entries[(*count)++] = (struct entry){name, form};
    }
    if (*count)
        qsort(entries, *count, sizeof *entries, in_jekylls_order);
    return entries;
}

static const struct data *read_folder(const struct reading *r, str folder, int depth)
{
    struct arena *arena = r->arena;
    DIR *dir = depth < DATA_DEPTH_MAX ? open_folder(r, folder) : NULL;
    if (!dir)
        return NULL;
    size_t count;
    const struct entry *entries = list_folder(dir, arena, &count);
    closedir(dir);
    struct data *map = ARENA_NEW(arena, struct data);
    struct data_pair *pairs = ARENA_ARRAY(arena, struct data_pair, count);
    *map = (struct data){.kind = DATA_MAP, .pairs = pairs};
    for (size_t i = 0; i < count; i++) {
        str name = entries[i].name;
        str path = ARENA_CONCAT(arena, folder, STR("/"), name);
        const struct data *value = read_entry(r, path, &entries[i], depth);
        if (entries[i].form < FORMS)
            name.n -= forms[entries[i].form].extension.n;
        if (value)
            pairs[map->count++] = (struct data_pair){.key = key_of(name, arena), .value = value};
    }
    data_index(map, arena);
    return map;
}

const struct data *site_data_read(int root, const struct site_options *options, str folder, struct arena *arena,
                                  struct diag *diag)
{
    const struct reading r = {root, options, arena, diag};
    return root < 0 ? NULL : read_folder(&r, folder, 0);
}
