#ifndef HUGO_PLACE_RULES_H
#define HUGO_PLACE_RULES_H

#include "site/generator.h"

/* See struct generator: only content and static files have a place. */
bool place_in_content(const struct settings *, bool drafts, str path, str name, bool is_folder, enum place *,
                      struct arena *scratch);
/* True when the front matter of PATH is also other pages': an _index. */
bool place_is_shared(const struct settings *, str path);
bool place_is_configuration(str name);

#endif
