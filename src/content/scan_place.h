#ifndef CONTENT_SCAN_PLACE_H
#define CONTENT_SCAN_PLACE_H

#include "content/settings.h"

enum scan_place {
    PLACE_SITE,
    PLACE_POSTS,
    PLACE_DRAFTS,
    PLACE_GROUND /* _config.yml, _includes, _data…: not served, but pages are made with it */
};

/* Where the entry PATH belongs, whose last component is NAME, in a folder of *PLACE. False: nowhere. */
bool scan_place_of(const struct settings *, bool drafts, str path, str name, bool is_folder, enum scan_place *place,
                   struct arena *scratch);
/* Where PATH belongs by each of its components, from the capsule's folder on ("" is that folder itself). */
bool scan_place_of_path(const struct settings *, bool drafts, str path, bool is_folder, enum scan_place *place,
                        struct arena *scratch);

/* A file or folder of this NAME is of PLACE_GROUND, unless the author includes it: then it is published. */
bool scan_is_ground(str name);

#endif
