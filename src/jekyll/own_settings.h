#ifndef JEKYLL_OWN_SETTINGS_H
#define JEKYLL_OWN_SETTINGS_H

#include "data/data.h"
#include "site/settings.h"

/* A set of front matter defaults and its scope (_config.yml, defaults). */
struct default_set {
    str path, type; /* of the scope; TYPE is plural, as in Jekyll since 3 */
    bool has_type;
    const struct data *values;
};

/* The languages of a site with jekyll-polyglot; see jekyll/polyglot.h. */
struct languages {
    struct str_list names; /* empty: the plugin is not used */
    str main;
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
    struct languages languages;
    bool draft_key;                 /* draft: true makes a draft, wherever the file lies */
    const struct data *data;        /* _data/NAME.yml; NULL: none */
    const struct data *collections; /* see jekyll/collections.h; NULL: none */
};

static inline const struct jekyll *jekyll_of(const struct settings *settings)
{
    return settings->own;
}

#endif
