#ifndef JEKYLL_PLACE_H
#define JEKYLL_PLACE_H

#include "site/entry.h"
#include "site/settings.h"

/* Where Jekyll looks for what: see struct generator. */
bool place_of(const struct settings *, bool drafts, str path, str name, bool is_folder, enum place *place,
              struct arena *scratch);
/* A file or folder of this NAME is of PLACE_GROUND, unless the author includes it: then it is published. */
bool place_is_ground(str name);
/* The same of a path: one of its components is. */
bool place_is_in_ground(str path);

#endif
