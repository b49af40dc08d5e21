#ifndef HEXO_PLACE_RULES_H
#define HEXO_PLACE_RULES_H

#include "hexo/rules.h"

/* See struct generator. */
bool place_in_source(const struct settings *, bool drafts, str path, str name, bool is_folder, enum place *,
                     struct arena *scratch);
bool place_is_data(str name);
bool place_includes(const struct settings *, str path, bool is_folder, struct arena *scratch);
struct file_addresses place_of_file(const struct site *, str path, struct arena *);

/* PATH below "_posts/" or "_drafts/"; false: it is elsewhere. */
bool place_is_post(str path, str *inner);

/* The extension of PATH with its dot, as Node's extname has it; empty: none. */
str place_extension(str path);

#endif
