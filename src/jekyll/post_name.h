#ifndef JEKYLL_POST_NAME_H
#define JEKYLL_POST_NAME_H

#include "site/site.h"

/* The names of posts in {% post_url NAME %}: date and slug as in the file's name, with or without the folders below
 * _posts; empty: the page has none. See struct generator. */
str post_name_short(const struct page *);
str post_name_long(const struct page *);
const struct page *post_name_find(const struct site *, str name); /* NULL: none */

#endif
