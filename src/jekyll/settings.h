#ifndef JEKYLL_SETTINGS_H
#define JEKYLL_SETTINGS_H

#include "data/data.h"
#include "site/settings.h"

/* A set of front matter defaults and its scope (_config.yml, defaults). */
struct default_set {
    str path, type; /* of the scope; TYPE is plural, as in Jekyll since 3 */
    bool has_type;
    const struct data *values;
};

/* Jekyll's own part of a capsule's settings: _config.yml and what it refers to. */
struct jekyll {
    const struct data *all; /* the whole of _config.yml, for {{ site.* }}; may be NULL */
    str permalink;
    const struct data *authors; /* _data/authors.yml; may be NULL */
    const struct default_set *defaults;
    size_t default_count;
    struct str_list exclude, include; /* Jekyll's own and the author's */
    str destination;                  /* folder of the written web site, in the source; empty: it is not there */
    str collections_dir;              /* empty: collections lie in the source itself */
    str includes_dir, data_dir, layouts_dir;
    bool draft_key;                 /* draft: true makes a draft, wherever the file lies */
    const struct data *data;        /* _data/NAME.yml; NULL: none */
    const struct data *collections; /* see jekyll/collections.h; NULL: none */
};

static inline const struct jekyll *jekyll_of(const struct settings *settings)
{
    return settings->own;
}

/* Reads the configuration of the capsule at ROOT (-1: Jekyll's defaults). ERR_SYNTAX: it is broken, DIAG says where. */
enum err settings_read(int root, const struct site_options *, struct arena *, struct diag *, struct settings *);

/* The default value of KEY for the file PATH of TYPE ("posts", "pages", "drafts"); NULL: none. */
const struct data *settings_default(const struct settings *, str path, str type, str key);

/* True when Jekyll would leave the entry PATH alone, by its name or exclude:, and include: does not name it. */
bool settings_excludes(const struct settings *, str path, bool is_folder, struct arena *scratch);

/* True when include: names the entry PATH, or its name. */
bool settings_includes(const struct settings *, str path, bool is_folder, struct arena *scratch);

/* A page's author as text, whether it is a name, a map or a key of _data/authors.yml. */
str settings_author(const struct settings *, const struct data *author, struct arena *);

#endif
