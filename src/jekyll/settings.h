#ifndef JEKYLL_SETTINGS_H
#define JEKYLL_SETTINGS_H

#include "jekyll/own_settings.h"
#include "site/page.h"

/* Reads the configuration of the capsule at ROOT (-1: Jekyll's defaults). ERR_SYNTAX: it is broken, DIAG says where. */
enum err settings_read(int root, const struct site_options *, struct arena *, struct diag *, struct settings *);

/* The same in two steps, for another file with keys of Jekyll's. The map that the file NAME is; *ALL is NULL where it
 * is not there. ERR_SYNTAX: it is broken. */
enum err settings_file(int root, const struct site_options *, str name, struct arena *, struct diag *,
                       struct settings *, const struct data **all);
/* Sets what ALL, the content of FILE, configures. settings->own is a struct jekyll, empty so far. */
enum err settings_obey(int root, const struct site_options *, str file, const struct data *all, struct arena *,
                       struct diag *, struct settings *);

/* The type of a page in defaults: "posts", "drafts", the LABEL of its collection, or "pages" where LABEL is empty. */
str settings_type(enum page_kind, str label);

/* The default value of KEY for the file PATH of TYPE; NULL: none. */
const struct data *settings_default(const struct settings *, str path, str type, str key);

/* True when Jekyll would leave the entry PATH alone, by its name or exclude:, and include: does not name it. */
bool settings_excludes(const struct settings *, str path, bool is_folder, struct arena *scratch);

/* True when include: names the entry PATH, or its name. */
bool settings_includes(const struct settings *, str path, bool is_folder, struct arena *scratch);

#endif
