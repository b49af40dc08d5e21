#include "site/source_folder.h"

#include "base/beneath.h"
#include "site/unlisted.h"
#include "uri/uri.h"

#include <sys/stat.h>
#include <unistd.h>

static bool is_within(str path, str folder)
{
    return folder.n && str_starts(path, folder) && (path.n == folder.n || path.p[folder.n] == '/');
}

bool source_folder_path(str text, const struct folder_names *names, struct arena *arena, str *out)
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

bool source_folder_open(int root, const struct site_options *options, str text, str destination, struct arena *arena,
                        struct settings *s, const char **why)
{
    str path, real;
    struct stat st;
    *why = fault_of(ERR_ACCESS);
    if (!source_folder_path(text, &options->names, arena, &path))
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
        /* The way to it has been found: what denies access now is not a link. */
        *why = err == ERR_IO ? "is not a folder; name the folder of your posts"
                             : fault_of(err == ERR_ACCESS ? ERR_IO : err);
        return false;
    }
    arena_defer(arena, release, fd);
    s->folder = real;
    s->root = *fd;
    s->root_id = file_id_of(&st);
    return true;
}
