#include "jekyll/folders.h"
#include "jekyll/settings.h"

#include <fnmatch.h>

str settings_type(enum page_kind kind, str label)
{
    switch (kind) {
    case PAGE_POST:
        return STR("posts");
    case PAGE_DRAFT:
        return STR("drafts");
    case PAGE_PAGE:
        break;
    }
    return label.n ? label : STR("pages");
}

static bool glob_covers(str pattern, str path)
{
    struct arena *scratch = arena_create();
    char *z = arena_z(scratch, pattern), *p = arena_z(scratch, path);
    int flags = str_find(pattern, STR("**")) == STR_NONE ? FNM_PATHNAME : 0;
    bool covers = fnmatch(z, p, flags) == 0;
    /* A folder that matches covers everything in it. */
    for (size_t i = path.n; !covers && i-- > 0;)
        if (p[i] == '/') {
            p[i] = '\0';
            covers = fnmatch(z, p, flags) == 0;
        }
    arena_destroy(scratch);
    return covers;
}

static bool applies(const struct settings *s, const struct default_set *set, str path, str type)
{
    bool drafts = str_eq(type, STR("drafts")) && str_eq(set->type, STR("posts"));
    if (set->has_type && !str_eq(set->type, type) && !drafts)
        return false;
    if (str_has_char(set->path, '*'))
        return glob_covers(set->path, path);
    return str_starts(path, folders_within_collections(s, set->path));
}

static bool has_precedence(const struct default_set *old, const struct default_set *new)
{
    if (!old)
        return true;
    if (new->path.n != old->path.n)
        return new->path.n >= old->path.n;
    return new->has_type || !old->has_type;
}

const struct data *settings_default(const struct settings *s, str path, str type, str key)
{
    const struct jekyll *j = jekyll_of(s);
    const struct default_set *best = NULL;
    const struct data *value = NULL;
    if (!str_eq(type, STR("pages")))
        path = folders_within_collections(s, path);
    for (size_t i = 0; i < j->default_count; i++) {
        const struct default_set *set = &j->defaults[i];
        const struct data *found = data_get(set->values, key);
        if (found && has_precedence(best, set) && applies(s, set, path, type)) {
            best = set;
            value = found;
        }
    }
    return value;
}
