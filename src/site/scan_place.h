#ifndef SITE_SCAN_PLACE_H
#define SITE_SCAN_PLACE_H

#include "site/settings.h"

enum scan_place {
    PLACE_SITE,
    PLACE_POSTS,
    PLACE_DRAFTS,
    PLACE_GROUND /* _config.yml, _includes, _data…: not served, but pages are made with it */
};

/* Where PATH belongs by each of its components, from the capsule's folder on ("" is that folder itself). */
bool scan_place_of_path(const struct settings *, bool drafts, str path, bool is_folder, enum scan_place *place,
                        struct arena *scratch);

#endif
