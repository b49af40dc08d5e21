#include "hugo/place_rules.h"

#include "hugo/mount.h"
#include "site/own_keys.h"

static bool is_mounted(const struct hugo *h, str path, bool is_folder, struct arena *arena)
{
    str inner;
    return is_folder ? mount_has_folder(h, path) : mount_of(h, path, arena, &inner) != NULL;
}

bool place_in_content(const struct settings *settings, bool drafts, str path, str name, bool is_folder,
                      enum place *place, struct arena *scratch)
{
    (void)drafts;
    if (name.p[0] == '.' || name.p[0] == '#' || str_ends(name, STR("~")))
        return false;
    if (*place == PLACE_GROUND)
        return true;
    return is_mounted(hugo_of(settings), path, is_folder, scratch) && !mount_ignores(hugo_of(settings), path, scratch);
}

bool place_is_shared(const struct settings *settings, str path)
{
    size_t slash = str_find_last(path, '/');
    (void)settings;
    return str_starts(slash == STR_NONE ? path : str_from(path, slash + 1), STR("_index."));
}

bool place_is_configuration(str name)
{
    return str_starts(name, STR("_index.")) || str_starts(name, STR("hugo.")) || str_eq(name, STR("zola.toml")) ||
           str_starts(name, STR("config.")) || str_eq(name, STR("config")) || str_eq(name, STR("_default")) ||
           str_eq(name, STR("production")) || str_eq(name, STR("layouts")) /* of shortcodes */ ||
           str_eq(name, OWN_FILE);
}
