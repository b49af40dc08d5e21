#ifndef HEXO_TERM_H
#define HEXO_TERM_H

#include "hexo/rules.h"

/* The tags of front matter: a text is one, a list several. */
struct str_list term_tags(const struct data *front, struct arena *);
/* The categories as paths, "A", "A/B": a flat list is one path, a list of lists several; each prefix is there once. */
struct str_list term_categories(const struct data *front, struct arena *);

/* The last part of the web's address of the tag or category NAME; MAP is "tag_map" or "category_map". PATH: a slash
 * parts the name. */
str term_slug(const struct hexo *, str name, str map, bool path, struct arena *);

/* The slugs of the last category's path, joined by slashes, as :category has them; empty: there is no category. */
str term_last_category(const struct hexo *, const struct data *front, struct arena *);

#endif
