#ifndef JEKYLL_TEMPLATE_ADDRESS_H
#define JEKYLL_TEMPLATE_ADDRESS_H

#include "jekyll/page_template.h"
#include "site/site.h"

/* The addresses of our own lists, as far as pages of the author's may stand for them; all decoded. */

/* The address where LIST is here; empty: it is not. PAGE would stand at it: the home is its own list. */
str template_address_of(const struct site *, const struct page *, enum our_list);
str template_address_of_group(const struct site_group *, bool tag, struct arena *);

/* True for a STEM that only a page of the author's own words may take: "/", "/tags/", "/2024/". */
bool template_address_is_ours(const struct site *, str stem);

#endif
