#include "hugo/mount.h"

#include "hugo/glob.h"
#include "hugo/ignore.h"
#include "hugo/param.h"
#include "text/valid.h"
#include "uri/uri.h"

static const struct data *at(const struct data *map, const char *key)
{
    return data_get(map, str_of(key));
}

static void add(struct hugo *h, struct mount mount, size_t *capacity, struct arena *arena)
{
    h->mounts = arena_grow(arena, h->mounts, h->mount_count, capacity, sizeof *h->mounts);
    h->mounts[h->mount_count++] = mount;
}

/* "./pics/" as a path in the capsule: "pics". False for the capsule itself, and for what lies outside. */
static bool clean(str written, struct arena *arena, str *path)
{
    str rest = str_trim(written), part;
    *path = STR("");
    if (str_starts(rest, STR("/")))
        return false;
    while (rest.n) {
        str_cut(rest, '/', &part, &rest);
        if (str_eq(part, STR("..")))
            return false;
        if (part.n && !str_eq(part, STR(".")))
            *path = path->n ? ARENA_CONCAT(arena, *path, STR("/"), part) : part;
    }
    return path->n > 0;
}

/* Sets the component of Hugo's that TARGET begins with, and takes it off. */
static bool take_component(str *target, bool *is_static)
{
    str component;
    str_cut(*target, '/', &component, target);
    *is_static = str_eq(component, STR("static"));
    return *is_static || str_eq(component, STR("content"));
}

static size_t language_at(const struct hugo *h, str name)
{
    for (size_t i = 0; i < h->language_count; i++)
        if (str_eq_nocase(h->languages[i].name, name))
            return i;
    return h->main_language;
}

static void read_given(struct hugo *h, const struct data *given, size_t *capacity, struct arena *arena,
                       struct diag *diag)
{
    str target;
    struct mount mount = {.language = language_at(h, str_trim(param_text(at(given, "lang"), arena)))};
    str source = param_text(at(given, "source"), arena);
    if (!clean(param_text(at(given, "target"), arena), arena, &target) || !take_component(&target, &mount.is_static))
        return;
    mount.target = target;
    mount.included = param_list(at(given, "includefiles"), arena);
    mount.excluded = param_list(at(given, "excludefiles"), arena);
    if (clean(source, arena, &mount.source))
        add(h, mount, capacity, arena);
    else
        diag_add(diag, SEVERITY_WARNING, STR(""), 0,
                 "module.mounts: \"%.*s\" is no folder within the site, and is not shown; name one that is",
                 STR_ARG(str_first(source, 200)));
}

static bool has(const struct hugo *h, bool is_static)
{
    for (size_t i = 0; i < h->mount_count; i++)
        if (h->mounts[i].is_static == is_static)
            return true;
    return false;
}

/* staticDir and staticDir0 to staticDir10 of MAP; *FOUND when it names any. */
static void read_static(struct hugo *h, const struct data *map, size_t language, size_t *capacity, struct arena *arena,
                        bool *found)
{
    for (int i = -1; i <= 10; i++) {
        str number = i < 0 ? STR("") : arena_printf(arena, "%d", i);
        struct str_list folders = param_list(data_get(map, ARENA_CONCAT(arena, STR("staticdir"), number)), arena);
        for (size_t k = 0; k < folders.count; k++) {
            struct mount mount = {.language = language, .is_static = true, .target = STR("")};
            *found = true;
            if (clean(folders.items[k], arena, &mount.source))
                add(h, mount, capacity, arena);
        }
    }
}

/* Languages have static files of their own only on hosts of their own. */
static void read_static_folders(struct hugo *h, size_t *capacity, struct arena *arena)
{
    const struct data *all = at(h->all, "languages");
    bool found = false;
    read_static(h, h->all, h->main_language, capacity, arena, &found);
    if (!found)
        add(h,
            (struct mount){.source = STR("static"), .target = STR(""), .is_static = true, .language = h->main_language},
            capacity, arena);
    for (size_t i = 0; all && all->kind == DATA_MAP && i < all->count; i++)
        if (at(all->pairs[i].value, "baseurl"))
            read_static(h, all->pairs[i].value, i, capacity, arena, &found);
}

void mounts_read(struct hugo *h, struct arena *arena, struct diag *diag)
{
    const struct data *given = at(at(h->all, "module"), "mounts");
    size_t capacity = 0;
    for (size_t i = 0; given && given->kind == DATA_LIST && i < given->count; i++)
        read_given(h, given->items[i], &capacity, arena, diag);
    bool content = has(h, false), files = has(h, true);
    for (size_t i = 0; !content && i < h->language_count; i++)
        add(h, (struct mount){.source = h->languages[i].content, .target = STR(""), .language = i}, &capacity, arena);
    if (!files)
        read_static_folders(h, &capacity, arena);
}

/* True when PATH is FOLDER or lies below it. */
static bool is_within(str path, str folder)
{
    return str_starts(path, folder) && (path.n == folder.n || path.p[folder.n] == '/');
}

static bool is_any(const struct str_list *patterns, str path, struct arena *arena)
{
    for (size_t i = 0; i < patterns->count; i++)
        if (glob_matches(patterns->items[i], path, arena))
            return true;
    return false;
}

/* True when the mount takes REST, a path behind its source. */
static bool takes(const struct mount *mount, str rest, struct arena *arena)
{
    return mount->included.count ? is_any(&mount->included, rest, arena) : !is_any(&mount->excluded, rest, arena);
}

const struct mount *mount_of(const struct hugo *h, str path, struct arena *arena, str *inner)
{
    const struct mount *found = NULL;
    for (size_t i = 0; i < h->mount_count; i++) {
        const struct mount *mount = &h->mounts[i];
        bool deeper = !found || mount->source.n > found->source.n ||
                      (mount->source.n == found->source.n && mount->language == h->main_language &&
                       found->language != h->main_language);
        if (is_within(path, mount->source) && deeper && takes(mount, str_from(path, mount->source.n + 1), arena))
            found = mount;
    }
    if (!found)
        return NULL;
    str rest = str_from(path, found->source.n + 1);
    *inner = !rest.n ? found->target : !found->target.n ? rest : ARENA_CONCAT(arena, found->target, STR("/"), rest);
    return inner->n ? found : NULL;
}

/* Adds the places of PATH for LANGUAGE to the COUNT that ITEMS has; returns how many it has then. */
static size_t add_places(const struct hugo *h, size_t language, str path, str *items, size_t count, struct arena *arena)
{
    for (size_t i = 0; i < h->mount_count; i++) {
        const struct mount *mount = &h->mounts[i];
        if (mount->is_static || mount->language != language || (mount->target.n && !is_within(path, mount->target)))
            continue;
        str rest = mount->target.n ? str_from(path, mount->target.n + 1) : path;
        items[count++] = ARENA_CONCAT(arena, mount->source, rest.n ? STR("/") : STR(""), rest);
    }
    return count;
}

struct str_list mount_places(const struct hugo *h, size_t language, str path, struct arena *arena)
{
    str *items = ARENA_ARRAY(arena, str, 2 * h->mount_count);
    size_t count = add_places(h, language, path, items, 0, arena);
    if (language != h->main_language)
        count = add_places(h, h->main_language, path, items, count, arena);
    return (struct str_list){items, count};
}

bool mount_ignores(const struct hugo *h, str path, struct arena *arena)
{
    str inner;
    const struct mount *mount = h->ignored_count ? mount_of(h, path, arena, &inner) : NULL;
    if (!mount || mount->is_static)
        return false;
    for (size_t i = 0; i < h->ignored_count; i++)
        if (ignore_matches(h->ignored[i], ARENA_CONCAT(arena, STR("/"), path)))
            return true;
    return false;
}

bool mount_has_folder(const struct hugo *h, str folder)
{
    for (size_t i = 0; i < h->mount_count; i++)
        if (is_within(folder, h->mounts[i].source) || is_within(h->mounts[i].source, folder))
            return true;
    return false;
}
