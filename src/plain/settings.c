#include "plain/settings.h"

#include "base/beneath.h"
#include "data/map_build.h"
#include "jekyll/page_groups.h"
#include "jekyll/settings.h"
#include "plain/gemlog.h"
#include "plain/pelican_settings.h"
#include "plain/web_root.h"

#include <dirent.h>
#include <unistd.h>

/* Keys that stand beside ours, since there is no other configuration. */
static bool is_common(str key)
{
    static const str keys[] = {STR_INIT("title"), STR_INIT("description"), STR_INIT("author"),
                               STR_INIT("lang"),  STR_INIT("timezone"),    STR_INIT("url")};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (str_eq(key, keys[i]))
            return true;
    return false;
}

/* Keys that are obeyed here or where the generator is chosen. */
static bool is_taken(str key)
{
    return str_eq(key, STR("publish")) || str_eq(key, STR("generator"));
}

/* The configuration as Jekyll would have it: our own keys below splashdown:. */
static const struct data *as_jekylls(int root, const struct data *all, struct arena *arena)
{
    struct growing *map = ARENA_NEW(arena, struct growing), *own = ARENA_NEW(arena, struct growing);
    map->data = own->data = (struct data){.kind = DATA_MAP, .line = 1};
    pelican_settings_put(root, map, arena);
    for (size_t i = 0; all && all->kind == DATA_MAP && i < all->count; i++) {
        const struct data_pair *pair = &all->pairs[i];
        if (!is_taken(pair->key))
            growing_put(is_common(pair->key) ? map : own, pair->key, pair->line, pair->value, arena);
    }
    growing_put(map, STR("splashdown"), 1, &own->data, arena);
    return &map->data;
}

static str without_slashes(str path)
{
    path = str_trim_char_right(str_trim(path), '/');
    while (str_starts(path, STR("./")) || str_starts(path, STR("/")))
        path = str_from(path, str_starts(path, STR("/")) ? 1 : 2);
    return str_eq(path, STR(".")) ? STR("") : path;
}

static void read_publish(struct plain *p, const struct data *publish, struct arena *arena, struct diag *diag)
{
    p->names_published = publish != NULL;
    if (publish && publish->kind != DATA_LIST && publish->kind != DATA_STRING) {
        diag_add(diag, SEVERITY_ERROR, PLAIN_CONFIG, publish->line,
                 "publish: is a list of folders, so nothing is published; write \"publish: [blog, about.md]\"");
        return;
    }
    struct str_list given = page_list(publish, arena);
    str *items = ARENA_ARRAY(arena, str, given.count + 1);
    for (size_t i = 0; i < given.count; i++)
        items[i] = without_slashes(given.items[i]);
    p->publish = (struct str_list){items, given.count};
}

static bool is_folder(int root, str name)
{
    struct stat st;
    return beneath_stat(root, name, &st) == OK && S_ISDIR(st.st_mode);
}

/* True when there is nothing in the folder that its author sees. */
static bool is_bare(int root)
{
    int fd;
    struct stat st;
    if (beneath_open(root, STR(""), &fd, &st) != OK)
        return true;
    DIR *dir = fdopendir(fd);
    if (!dir) {
        close(fd);
        return true;
    }
    bool bare = true;
    for (struct dirent *entry; bare && (entry = readdir(dir));)
        bare = entry->d_name[0] == '.';
    closedir(dir);
    return bare;
}

/* A folder of a usual name, if there is one. */
static str usual_folder(int root)
{
    static const str usual[] = {STR_INIT("posts"), STR_INIT("post"),  STR_INIT("blog"),   STR_INIT("gemlog"),
                                STR_INIT("log"),   STR_INIT("phlog"), STR_INIT("journal")};
    for (size_t i = 0; i < sizeof usual / sizeof *usual; i++)
        if (is_folder(root, usual[i]))
            return usual[i];
    return STR("");
}

enum err settings_of_plain(int root, const struct site_options *options, struct arena *arena, struct diag *diag,
                           struct settings *s)
{
    struct plain *p = ARENA_NEW(arena, struct plain);
    const struct data *all;
    enum err err = settings_file(root, options, PLAIN_CONFIG, arena, diag, s, &all);
    s->own = p;
    p->gemlog = ARENA_NEW(arena, struct gemlog);
    s->config.pages_by_folder = true;
    s->config.callouts = true;
    if (err != OK)
        return err;
    read_publish(p, data_get(all, STR("publish")), arena, diag);
    web_sign_of(root, &p->made_by);
    p->web_roots = web_roots_of(p->made_by);
    p->is_bare = root < 0 || is_bare(root);
    p->new_posts = root < 0 ? STR("") : p->publish.count ? p->publish.items[0] : usual_folder(root);
    if (p->publish.count && !is_folder(root, p->new_posts))
        p->new_posts = STR("");
    err = settings_obey(root, options, PLAIN_CONFIG, as_jekylls(root, all, arena), arena, diag, s);
    str indexes;
    p->gemlog = gemlog_read(root, arena, &indexes);
    s->authors_text = ARENA_CONCAT(arena, s->authors_text, indexes);
    return err;
}

/* In an empty folder nobody has chosen yet, and a blog as Jekyll has it begins. */
str plain_post_path(const struct settings *settings, const struct civil *day, str slug, struct arena *arena)
{
    const struct plain *p = plain_of(settings);
    str folder = p->is_bare ? settings->posts_folder : p->new_posts;
    return arena_printf(arena, "%.*s%s%04d-%02d-%02d-%.*s.md", STR_ARG(folder), folder.n ? "/" : "", day->year,
                        day->month, day->day, STR_ARG(slug));
}
