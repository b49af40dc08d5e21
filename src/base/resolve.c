/* realpath(3) is an XSI function. */
#define _XOPEN_SOURCE 700
#include "base/resolve.h"

#include "base/beneath.h"

#include <stdlib.h>
#include <unistd.h>

static str current_folder(struct arena *arena)
{
    char *real = realpath(".", NULL);
    str kept = real ? arena_str(arena, str_of(real)) : STR("");
    free(real);
    return kept;
}

struct folder_names folder_names_of(str path, struct arena *arena)
{
    struct folder_names names = {0};
    char *real = realpath(arena_z(arena, path), NULL);
    if (real)
        names.real = arena_str(arena, str_of(real));
    free(real);
    names.given = str_starts(path, STR("/")) ? arena_str(arena, path)
                                             : ARENA_CONCAT(arena, current_folder(arena), STR("/"), path);
    return names;
}

/* The next component of *REST, which may be written "a//b" and "a/./b"; empty: there is none. */
static str take_component(str *rest)
{
    str name = STR("");
    while (rest->n && (!name.n || str_eq(name, STR("."))))
        str_cut(*rest, '/', &name, rest);
    return str_eq(name, STR(".")) ? STR("") : name;
}

/* The part of TEXT below FOLDER, both absolute paths. */
static bool take_folder(str text, str folder, str *below)
{
    if (!str_starts(folder, STR("/")))
        return false;
    for (str name; (name = take_component(&folder)).n;)
        if (!str_eq(name, take_component(&text)))
            return false;
    *below = text;
    return true;
}

struct path_walk {
    int root;
    const struct folder_names *names;
    struct arena *arena;
    str at;   /* without links */
    str rest; /* the path still to be followed from there */
    int links;
};

static enum err climb(struct path_walk *w)
{
    if (!w->at.n)
        return ERR_ACCESS;
    size_t slash = str_find_last(w->at, '/');
    w->at = slash == STR_NONE ? STR("") : str_first(w->at, slash);
    return OK;
}

static enum err follow(struct path_walk *w, str text)
{
    if (++w->links > RESOLVE_LINKS_MAX)
        return ERR_LIMIT;
    if (str_starts(text, STR("/"))) {
        if (!take_folder(text, w->names->given, &text) && !take_folder(text, w->names->real, &text))
            return ERR_ACCESS;
        w->at = STR("");
    }
    w->rest = ARENA_CONCAT(w->arena, text, STR("/"), w->rest);
    return OK;
}

static enum err step(struct path_walk *w, str name)
{
    if (str_eq(name, STR("..")))
        return climb(w);
    str text, next = w->at.n ? ARENA_CONCAT(w->arena, w->at, STR("/"), name) : name;
    enum err err = beneath_read_link(w->root, next, w->arena, &text);
    if (err == OK && text.n)
        return follow(w, text);
    w->at = next;
    return err == ERR_ACCESS ? ERR_IO : err;
}

enum err resolve_path(int root, const struct folder_names *names, str folder, str path, struct arena *arena, str *real)
{
    struct path_walk w = {.root = root, .names = names, .arena = arena_create(), .at = folder, .rest = path};
    enum err err = OK;
    for (str name; err == OK && (name = take_component(&w.rest)).n;)
        err = step(&w, name);
    if (err == OK)
        *real = arena_str(arena, w.at);
    arena_destroy(w.arena);
    return err;
}
