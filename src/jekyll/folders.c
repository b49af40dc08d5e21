#include "jekyll/folders.h"

#include "base/beneath.h"
#include "site/source_folder.h"

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

static str folder_at(const struct data *all, str key, str otherwise, const struct site_options *options,
                     struct arena *arena)
{
    const struct data *value = data_get(all, key);
    str path;
    return value && value->kind == DATA_STRING && source_folder_path(value->text, &options->names, arena, &path)
               ? path
               : otherwise;
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
    if (root >= 0 && text.n && !source_folder_open(root, options, text, destination, arena, s, &why)) {
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
