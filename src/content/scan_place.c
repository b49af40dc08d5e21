#include "content/scan_place.h"

bool scan_place_of(const struct settings *settings, bool drafts, str path, str name, bool is_folder,
                   enum scan_place *place, struct arena *scratch)
{
    if (*place == PLACE_GROUND)
        return name.p[0] != '.';
    if (*place != PLACE_SITE)
        return name.p[0] != '.' && name.p[0] != '_' && name.p[0] != '#' && name.p[0] != '~' &&
               !str_ends(name, STR("~"));
    if (is_folder && str_eq(name, STR("_posts"))) {
        *place = PLACE_POSTS;
        return true;
    }
    if (is_folder && str_eq(name, STR("_drafts"))) {
        *place = PLACE_DRAFTS;
        return drafts;
    }
    return !settings_excludes(settings, path, is_folder, scratch);
}

bool scan_place_of_path(const struct settings *settings, bool drafts, str path, bool is_folder, enum scan_place *place,
                        struct arena *scratch)
{
    *place = PLACE_SITE;
    for (size_t begin = 0; begin < path.n;) {
        size_t n = str_find_char(str_from(path, begin), '/');
        size_t end = n == STR_NONE ? path.n : begin + n;
        if (!scan_place_of(settings, drafts, str_first(path, end), str_between(path, begin, end),
                           end < path.n || is_folder, place, scratch))
            return false;
        begin = end + 1;
    }
    return true;
}

bool scan_is_ground(str name)
{
    return str_starts(name, STR("_")) && !str_eq(name, STR("_posts")) && !str_eq(name, STR("_drafts")) &&
           !str_eq(name, STR("_site"));
}
