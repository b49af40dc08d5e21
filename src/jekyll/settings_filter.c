#include "jekyll/script_name.h"
#include "jekyll/settings.h"

#include <fnmatch.h>

/* Jekyll::EntryFilter#glob_include?: a pattern, or the beginning of the path. */
static bool list_covers(const struct str_list *list, str path, bool is_folder, struct arena *scratch)
{
    for (size_t i = 0; i < list->count; i++) {
        str pattern = str_starts(list->items[i], STR("/")) ? str_from(list->items[i], 1) : list->items[i];
        if (str_starts(path, pattern))
            return true;
        bool glob = str_span_not(pattern, "*?[") < pattern.n;
        if (glob && fnmatch(arena_z(scratch, pattern), arena_z(scratch, path), FNM_PERIOD) == 0)
            return true;
        if (is_folder && str_ends(pattern, STR("/")) && str_eq(str_first(pattern, pattern.n - 1), path))
            return true;
    }
    return false;
}

static bool is_special(str name)
{
    return name.n &&
           (name.p[0] == '.' || name.p[0] == '_' || name.p[0] == '#' || name.p[0] == '~' || name.p[name.n - 1] == '~');
}

static str name_of(str path)
{
    size_t slash = str_find_last(path, '/');
    return slash == STR_NONE ? path : str_from(path, slash + 1);
}

bool settings_includes(const struct settings *s, str path, bool is_folder, struct arena *scratch)
{
    return jekyll_of(s)->include.count && (list_covers(&jekyll_of(s)->include, path, is_folder, scratch) ||
                                           list_covers(&jekyll_of(s)->include, name_of(path), is_folder, scratch));
}

/* Does a pattern that names scripts on purpose cover PATH or a folder around it, or perhaps something in the folder
 * PATH? */
static bool is_wanted_script(str pattern, str path, bool is_folder, struct arena *scratch)
{
    const struct str_list one = {&pattern, 1};
    str bare = str_starts(pattern, STR("/")) ? str_from(pattern, 1) : pattern;
    if (!script_name_is(pattern))
        return false;
    if (is_folder && str_starts(bare, path) && bare.n > path.n && bare.p[path.n] == '/')
        return true;
    for (str part = path;; part = str_first(part, str_find_last(part, '/'))) {
        bool folder = is_folder || part.n < path.n;
        if (list_covers(&one, part, folder, scratch) || list_covers(&one, name_of(part), folder, scratch))
            return true;
        if (!str_has_char(part, '/'))
            return false;
    }
}

static bool is_unwanted_script(const struct settings *s, str path, bool is_folder, struct arena *scratch)
{
    if (!script_name_is(path))
        return false;
    for (size_t i = 0; i < jekyll_of(s)->include.count; i++)
        if (is_wanted_script(jekyll_of(s)->include.items[i], path, is_folder, scratch))
            return false;
    return true;
}

bool settings_excludes(const struct settings *s, str path, bool is_folder, struct arena *scratch)
{
    str name = name_of(path);
    if (is_unwanted_script(s, path, is_folder, scratch))
        return true;
    return !settings_includes(s, path, is_folder, scratch) &&
           (is_special(name) || list_covers(&jekyll_of(s)->exclude, path, is_folder, scratch));
}
