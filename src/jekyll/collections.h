#ifndef JEKYLL_COLLECTIONS_H
#define JEKYLL_COLLECTIONS_H

#include "jekyll/settings.h"
#include "site/withheld.h"

/* The collections of _config.yml but for the posts, as what Liquid's site.LABEL holds (Jekyll: _docs/collections.md): a
 * map from each label to a list of maps, which are the documents' front matter with url, path, relative_path, slug,
 * title, collection and content beside it. None of them is served; posts link to them and loop over them. NULL: there
 * is none. A link in a collection may lead to another document of it, or to what is published. */
const struct data *site_collections_read(int root, const struct site_options *, const struct settings *, struct arena *,
                                         struct diag *);

#endif
