#include "jekyll/place.h"

#include "jekyll/collection_name.h"
#include "jekyll/folders.h"
#include "jekyll/settings.h"

bool place_of(const struct settings *settings, bool drafts, str path, str name, bool is_folder, enum place *place,
              struct arena *scratch)
{
    if (*place == PLACE_GROUND)
        return name.p[0] != '.';
    struct collection_name collection;
    if (*place == PLACE_DOCUMENTS)
        return !settings_excludes(settings, path, is_folder, scratch);
    if (*place != PLACE_SITE)
        return name.p[0] != '.' && name.p[0] != '_' && name.p[0] != '#' && name.p[0] != '~' &&
               !str_ends(name, STR("~"));
    if (folders_is_destination(settings, path))
        return false;
    if (is_folder && str_eq(name, STR("_posts"))) {
        *place = PLACE_POSTS;
        return folders_has_posts(settings, path);
    }
    if (is_folder && str_eq(name, STR("_drafts"))) {
        *place = PLACE_DRAFTS;
        return drafts && folders_has_posts(settings, path);
    }
    if (is_folder && str_starts(name, STR("_")) && collection_of_path(settings, path, &collection) &&
        !collection_inner_path(settings, path).n && collection.output) {
        *place = PLACE_DOCUMENTS;
        return true;
    }
    return !settings_excludes(settings, path, is_folder, scratch);
}

bool place_is_ground(str name)
{
    return str_starts(name, STR("_")) && !str_eq(name, STR("_posts")) && !str_eq(name, STR("_drafts")) &&
           !str_eq(name, STR("_site"));
}

bool place_is_in_ground(str path)
{
    for (str name; path.n;) {
        str_cut(path, '/', &name, &path);
        if (place_is_ground(name))
            return true;
    }
    return false;
}

bool place_is_theme(str path)
{
    static const str folders[] = {STR_INIT("_includes/"), STR_INIT("_layouts/"), STR_INIT("_sass/")};
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
        if (str_starts(path, folders[i]))
            return true;
    return false;
}
