#ifndef SITE_PLACE_H
#define SITE_PLACE_H

#include "site/entry.h"
#include "site/settings.h"

/* Where PATH belongs by each of its components, from the capsule's folder on ("" is that folder itself). */
bool place_of_path(const struct settings *, bool drafts, str path, bool is_folder, enum place *place,
                   struct arena *scratch);

#endif
