#include "jekyll/folders.h"

#include "base/beneath.h"
#include "site/unlisted.h"
#include "uri/uri.h"

#include <sys/stat.h>
#include <unistd.h>

static const str config_name = STR_INIT("_config.yml");

static bool is_within(str path, str folder)
{
    return folder.n && str_starts(path, folder) && (path.n == folder.n || path.p[folder.n] == '/');
}

/* The part of PATH below FOLDER; empty: they are the same, or PATH is elsewhere. */
static str below(str path, str folder)
{
    if (!folder.n)
        return path;
    return is_within(path, folder) && path.n > folder.n ? str_from(path, folder.n + 1) : STR("");
}

/* TEXT as a path below the capsule, without dots and slashes at its ends; "" is the capsule itself. False: it lies
 * outside. */
static bool path_of(str text, const struct folder_names *names, struct arena *arena, str *out)
{
    str bases[] = {str_trim_char_right(names->given, '/'), str_trim_char_right(names->real, '/')}, clean;
    text = str_trim(text);
    if (str_starts(text, STR("/"))) {
        size_t i = 0;
        while (i < 2 && !is_within(text, bases[i]))
            i++;
        if (i == 2)
            return false;
        text = str_from(text, bases[i].n);
    }
    if (str_has_char(text, '\0') || !uri_remove_dots(ARENA_CONCAT(arena, STR("/"), text), arena, &clean))
        return false;
    *out = STR("");
    for (str name; clean.n;) {
        str_cut(clean, '/', &name, &clean);
        if (name.n)
            *out = ARENA_CONCAT(arena, *out, out->n ? STR("/") : STR(""), name);
    }
    return true;
}

static str folder_at(const struct data *all, str key, str otherwise, const struct site_options *options,
                     struct arena *arena)
{
    const struct data *value = data_get(all, key);
    str path;
    return value && value->kind == DATA_STRING && path_of(value->text, &options->names, arena, &path) ? path
                                                                                                      : otherwise;
}

static bool is_hidden(str path)
{
    for (str name; path.n;) {
        str_cut(path, '/', &name, &path);
        if (str_starts(name, STR(".")))
            return true;
    }
    return false;
}

static bool is_restricted(const struct site_options *options, str path)
{
    const struct str_list *unlisted = &options->unlisted;
    return unlisted_source(unlisted, path) != unlisted_folder(unlisted, STR("/"));
}

static bool is_withheld(int root, const struct site_options *options, str path, struct arena *arena)
{
    struct beneath_way way;
    return options->withheld && beneath_find_way(root, path, arena, &way) == OK &&
           withheld_way(options->withheld, &way);
}

/* Why the folder PATH, without links, must not be the source; NULL: it may be. */
static const char *refusal(int root, const struct site_options *options, str path, str destination, struct arena *arena)
{
    if (is_hidden(path))
        return "is hidden, and nothing in it is shown; name the folder of your posts";
    if (is_within(path, destination) || is_within(path, STR("_site")))
        return "is where Jekyll writes the web site; name the folder that it is made from";
    if (is_restricted(options, path))
        return "is restricted to some readers, and would be shown to all; name another folder";
    return is_withheld(root, options, path, arena) ? "belongs to the server; name the folder of your posts" : NULL;
}

static const char *fault_of(enum err err)
{
    switch (err) {
    case ERR_ACCESS:
        return "leads out of the capsule; name a folder in it";
    case ERR_LIMIT:
        return "leads back to itself; name a folder";
    case ERR_NOT_FOUND:
        return "does not exist; name the folder of your posts, or remove this line";
    case ERR_SYNTAX:
    case ERR_IO:
    case OK:
        break;
    }
    return "cannot be read; it must be a folder that the server's user may read";
}

static void release(void *what)
{
    close(*(int *)what);
}

/* Sets *WHY to what is wrong. */
static bool open_source(int root, const struct site_options *options, str text, str destination, struct arena *arena,
                        struct settings *s, const char **why)
{
    str path, real;
    struct stat st;
    *why = fault_of(ERR_ACCESS);
    if (!path_of(text, &options->names, arena, &path))
        return false;
    if (!path.n)
        return true;
    *why = refusal(root, options, path, destination, arena);
    if (*why)
        return false;
    enum err err = resolve_path(root, &options->names, STR(""), path, arena, &real);
    *why = err == OK ? refusal(root, options, real, destination, arena) : fault_of(err);
    if (*why || !real.n)
        return !*why;
    int *fd = ARENA_NEW(arena, int);
    err = beneath_open(root, real, fd, &st);
    if (err == OK && !S_ISDIR(st.st_mode)) {
        close(*fd);
        err = ERR_IO;
    }
    if (err != OK) {
        *why = err == ERR_IO ? "is not a folder; name the folder of your posts" : fault_of(err);
        return false;
    }
    arena_defer(arena, release, fd);
    s->folder = real;
    s->root = *fd;
    s->root_id = file_id_of(&st);
    return true;
}

static void check_inner_config(const struct settings *s, struct arena *arena, struct diag *diag)
{
    str link;
    if (s->folder.n && beneath_read_link(s->root, config_name, arena, &link) == OK)
        diag_add(diag, SEVERITY_WARNING, ARENA_CONCAT(arena, s->folder, STR("/_config.yml")), 0,
                 "not read: the configuration is the _config.yml that says source: %.*s; move these lines there",
                 STR_ARG(s->folder));
}

enum err folders_read(int root, const struct site_options *options, struct arena *arena, struct diag *diag,
                      struct settings *s)
{
    struct jekyll *j = s->own;
    const struct data *source = data_get(j->all, STR("source"));
    str destination = folder_at(j->all, STR("destination"), STR("_site"), options, arena),
        text = data_text(source, arena);
    const char *why = NULL;
    if (root >= 0 && text.n && !open_source(root, options, text, destination, arena, s, &why)) {
        diag_add(diag, SEVERITY_ERROR, config_name, source->line, "source: \"%.*s\" %s", STR_ARG(text), why);
        return ERR_SYNTAX;
    }
    if (root >= 0 && data_get(j->all, STR("destination")) && (!destination.n || is_within(s->folder, destination)))
        diag_add(diag, SEVERITY_WARNING, config_name, data_get(j->all, STR("destination"))->line,
                 "destination: Jekyll would write over its own source there, and refuses it; name another folder");
    j->destination = below(destination, s->folder);
    j->collections_dir = folder_at(j->all, STR("collections_dir"), STR(""), options, arena);
    j->includes_dir = folder_at(j->all, STR("includes_dir"), STR("_includes"), options, arena);
    j->data_dir = folder_at(j->all, STR("data_dir"), STR("_data"), options, arena);
    j->layouts_dir = folder_at(j->all, STR("layouts_dir"), STR("_layouts"), options, arena);
    s->posts_folder = ARENA_CONCAT(arena, j->collections_dir, j->collections_dir.n ? STR("/_posts") : STR("_posts"));
    if (root >= 0)
        check_inner_config(s, arena, diag);
    return OK;
}

str folders_within_collections(const struct settings *settings, str path)
{
    str inner = jekyll_of(settings)->collections_dir.n ? below(path, jekyll_of(settings)->collections_dir) : STR("");
    return inner.n ? inner : path;
}

bool folders_is_destination(const struct settings *settings, str path)
{
    return is_within(path, jekyll_of(settings)->destination);
}

bool folders_has_posts(const struct settings *settings, str path)
{
    str collections = jekyll_of(settings)->collections_dir;
    return !collections.n || is_within(path, collections);
}

bool folders_is_shared(const struct settings *settings, str path)
{
    const struct jekyll *j = jekyll_of(settings);
    return is_within(path, j->includes_dir) || is_within(path, j->data_dir) || is_within(path, j->layouts_dir);
}
