#ifndef JEKYLL_COLLECTIONS_H
#define JEKYLL_COLLECTIONS_H

#include "jekyll/settings.h"
#include "site/withheld.h"

/* Reads the collections of _config.yml, other than the posts, as the values of Liquid's site.LABEL (Jekyll:
 * _docs/collections.md): a map from each label to a list of maps, each of them a document's front matter with url,
 * path, relative_path, slug, title, collection and content. The documents are not served; posts link to them and
 * loop over them. NULL: there are none. A link in a collection may lead to another document of it, or to a published
 * file. */
const struct data *site_collections_read(int root, const struct site_options *, const struct settings *, struct arena *,
                                         struct diag *);

#endif
