#ifndef JEKYLL_PLACE_H
#define JEKYLL_PLACE_H

#include "site/entry.h"
#include "site/settings.h"

/* The places where Jekyll looks for files: see struct generator. */
bool place_of(const struct settings *, bool drafts, str path, str name, bool is_folder, enum place *place,
              struct arena *scratch);
/* True for the NAME of a file or folder of PLACE_GROUND, unless the author includes it: then it is published. */
bool place_is_ground(str name);
/* True for a PATH in a folder of the theme: _includes, _layouts, _sass. */
bool place_is_theme(str path);
/* The same for a path: true when one of its components has such a name. */
bool place_is_in_ground(str path);

#endif
