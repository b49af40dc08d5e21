#ifndef JEKYLL_PAGE_GROUPS_H
#define JEKYLL_PAGE_GROUPS_H

#include "data/data.h"
#include "site/page.h"

/* Categories and tags of a post, merged as Jekyll does it (Document#merge_categories!, Utils.pluralized_array). Each
 * value may be NULL. FOLDER is the post's folder: the folders above _posts are categories. */
struct str_list page_categories(str folder, const struct data *defaults, const struct data *plural,
                                const struct data *singular, struct arena *);
struct str_list page_tags(const struct data *plural, const struct data *singular, struct arena *);

/* A string or a list of them. */
struct str_list page_list(const struct data *, struct arena *);

#endif
