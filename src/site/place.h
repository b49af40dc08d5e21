#ifndef SITE_PLACE_H
#define SITE_PLACE_H

#include "site/entry.h"
#include "site/settings.h"

/* The place of PATH, settled by each of its components in turn, from the capsule's folder on ("" is that folder
 * itself). False: it has none. */
bool place_of_path(const struct settings *, bool drafts, str path, bool is_folder, enum place *place,
                   struct arena *scratch);

#endif
