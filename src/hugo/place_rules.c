#include "hugo/place_rules.h"

#include "hugo/name.h"

static bool is_around(str folder, str content)
{
    return str_starts(content, folder) && (content.n == folder.n || content.p[folder.n] == '/');
}

/* True for a content folder, what is in it, and the folders around it. */
static bool is_content(const struct hugo *h, str path, bool is_folder)
{
    if (name_content_of(h, path) != STR_NONE)
        return true;
    for (size_t i = 0; is_folder && i < h->language_count; i++)
        if (is_around(path, h->languages[i].content))
            return true;
    return false;
}

bool place_in_content(const struct settings *settings, bool drafts, str path, str name, bool is_folder,
                      enum place *place, struct arena *scratch)
{
    (void)drafts, (void)scratch;
    if (name.p[0] == '.' || name.p[0] == '#' || str_ends(name, STR("~")))
        return false;
    if (*place == PLACE_GROUND)
        return true;
    return !str_starts(name, STR("_index.")) && is_content(hugo_of(settings), path, is_folder);
}

bool place_is_configuration(str name)
{
    return str_starts(name, STR("_index.")) || str_starts(name, STR("hugo.")) || str_starts(name, STR("config.")) ||
           str_eq(name, STR("config")) || str_eq(name, STR("_default")) || str_eq(name, STR("production"));
}
