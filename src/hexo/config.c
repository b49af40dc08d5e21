#include "hexo/config.h"

#include "base/beneath.h"
#include "data/json.h"
#include "hexo/front.h"
#include "hexo/js_value.h"
#include "site/ground.h"
#include "text/valid.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

enum { CONFIG_MAX = 1 << 20 };

static const str names[] = {STR_INIT("_config.yml"), STR_INIT("_config.yaml"), STR_INIT("_config.json")};
enum { NAMES = sizeof names / sizeof *names };

static bool has(int root, const char *path)
{
    struct stat st;
    return beneath_stat(root, str_of(path), &st) == OK;
}

static const struct data *parse(str name, str text, struct arena *arena, struct diag *diag)
{
    text = text_without_bom(text);
    if (str_ends(name, STR(".json")))
        return json_parse(text, name, 1, NULL, arena, diag);
    return front_yaml(text, name, 1, arena, diag);
}

static const struct data *read_package(int root, struct arena *arena)
{
    str text;
    if (beneath_read(root, STR("package.json"), CONFIG_MAX, arena, &text) != OK)
        return NULL;
    return json_parse(text, STR("package.json"), 1, NULL, arena, NULL);
}

static bool depends_on(const struct data *package, str name)
{
    return data_get(data_get(package, STR("dependencies")), name) ||
           data_get(data_get(package, STR("devDependencies")), name);
}

/* "hexo" as key or dependency of package.json. */
static bool is_in_package(int root, struct arena *arena)
{
    const struct data *all = read_package(root, arena);
    return data_get(all, STR("hexo")) || depends_on(all, STR("hexo"));
}

bool config_has_emoji(int root, struct arena *arena)
{
    const struct data *package = root < 0 ? NULL : read_package(root, arena);
    return depends_on(package, STR("hexo-filter-github-emojis")) || depends_on(package, STR("hexo-filter-emoji"));
}

/* The configuration, where all that matters is whose it is; NULL: there is none, or it cannot be read. */
static const struct data *read_for_signs(int root, struct arena *arena)
{
    str text;
    for (size_t i = 0; i < NAMES; i++)
        if (beneath_read(root, names[i], CONFIG_MAX, arena, &text) == OK)
            return parse(names[i], text, arena, NULL);
    return NULL;
}

/* Keys that only Hexo's configuration has. */
static bool is_in_config(int root, struct arena *arena)
{
    static const str keys[] = {STR_INIT("source_dir"), STR_INIT("new_post_name"), STR_INIT("skip_render"),
                               STR_INIT("index_generator"), STR_INIT("post_asset_folder")};
    const struct data *all = read_for_signs(root, arena);
    for (size_t k = 0; k < sizeof keys / sizeof *keys; k++)
        if (data_get(all, keys[k]))
            return true;
    return false;
}

/* "_config.THEME.yml" */
static bool has_theme_config(int root)
{
    struct stat st;
    int fd;
    bool found = false;
    if (beneath_open(root, STR(""), &fd, &st) != OK)
        return false;
    DIR *dir = fdopendir(fd);
    if (!dir) {
        close(fd);
        return false;
    }
    for (struct dirent *entry; !found && (entry = readdir(dir));) {
        str name = str_of(entry->d_name);
        found = str_starts(name, STR("_config.")) && str_ends(name, STR(".yml")) && name.n > names[0].n;
    }
    closedir(dir);
    return found;
}

static bool has_folders(int root)
{
    return has(root, "source/_posts") && !has(root, "_posts") && !has(root, "Gemfile") && !has(root, "Rakefile") &&
           (has(root, "scaffolds") || has_theme_config(root));
}

const char *config_sign(int root)
{
    struct arena *arena = arena_create();
    const char *sign = root < 0                     ? NULL
                       : is_in_package(root, arena) ? "package.json names hexo"
                       : has(root, "_posts")        ? NULL
                       : is_in_config(root, arena)  ? "_config.yml has keys of Hexo's"
                       : has_folders(root)          ? "source/_posts lies beside scaffolds or a theme's configuration"
                                                    : NULL;
    arena_destroy(arena);
    return sign;
}

/* What Hexo says in each page that it writes. */
static bool is_output(int root, struct arena *arena)
{
    str text;
    if (has(root, "_config.yml") || has(root, "package.json") || has(root, "source") ||
        beneath_read(root, STR("index.html"), CONFIG_MAX, arena, &text) != OK)
        return false;
    size_t at = str_find(text, STR("name=\"generator\""));
    str tag = at == STR_NONE ? STR("") : str_from(text, at);
    return str_find(str_first(tag, str_span_not(tag, ">")), STR("Hexo")) != STR_NONE;
}

/* The folder around ROOT is Hexo's, which reads its texts in ROOT. */
static bool is_source(int root, struct arena *arena)
{
    struct stat own, named;
    int parent = has(root, "_posts") ? openat(root, "..", O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
    if (parent < 0)
        return false;
    str folder = js_text(data_get(read_for_signs(parent, arena), STR("source_dir")), arena);
    folder = folder.n ? str_trim_char_right(folder, '/') : STR("source");
    bool found = config_sign(parent) && beneath_stat(parent, folder, &named) == OK && fstat(root, &own) == 0 &&
                 own.st_dev == named.st_dev && own.st_ino == named.st_ino;
    close(parent);
    return found;
}

const char *config_better_folder(int root)
{
    struct arena *arena = arena_create();
    const char *better = root < 0                 ? NULL
                         : is_output(root, arena) ? "Hexo has written it: give the folder that it is made from, which "
                                                    "has _config.yml and source/"
                         : is_source(root, arena) ? "Hexo reads its texts in it: give the folder above, which has "
                                                    "_config.yml"
                                                  : NULL;
    arena_destroy(arena);
    return better;
}

enum err config_of_hexo(int root, const struct site_options *options, struct arena *arena, struct diag *diag,
                        const struct data **all, str *text)
{
    *all = NULL;
    for (size_t i = 0; root >= 0 && i < NAMES; i++) {
        enum err err = ground_read(root, options, NULL, names[i], CONFIG_MAX, arena, text);
        if (err == ERR_NOT_FOUND)
            continue;
        if (err != OK) {
            diag_add(diag, SEVERITY_ERROR, names[i], 0,
                     "cannot be read; it must be a file in the capsule that the server's user may read");
            return ERR_SYNTAX;
        }
        *all = parse(names[i], *text, arena, diag);
        if (*all && ((*all)->kind == DATA_MAP || (*all)->kind == DATA_NULL))
            return OK;
        if (*all)
            diag_add(diag, SEVERITY_ERROR, names[i], (*all)->line,
                     "the configuration holds no keys; write \"title: …\"");
        return ERR_SYNTAX;
    }
    return OK;
}
