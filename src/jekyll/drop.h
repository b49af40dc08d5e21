#ifndef JEKYLL_DROP_H
#define JEKYLL_DROP_H

#include "jekyll/template_scope.h"
#include "liquid/value.h"

/* Jekyll's objects in Liquid. A member is nil when it does not exist. */
struct value drop_page(const struct page *);                       /* a post of the site; NULL: nil */
struct value drop_pages(const struct page *const *, size_t count); /* borrowed */
struct value drop_collection(const struct data *documents);        /* of a collection; NULL: nil */
/* The document before (STEP -1) or behind (1) the one of the file PATH in its COLLECTION; nil: there is none. */
struct value drop_neighbour(const struct site *, str collection, str path, int step);
/* The page that VALUE is; NULL: it is no page. */
const struct page *drop_page_of(struct value);
/* The list that drop_pages made VALUE of; NULL: it is none. */
const struct page *const *drop_pages_of(struct value);
/* The groups that VALUE, site.tags or site.categories, is; NULL: it is neither. */
const struct site_groups *drop_groups_of(struct value);
/* The name of the file of PAGE. */
str page_file_name(const struct page *);
struct value drop_current(const struct template_scope *); /* page.*, of the page being read */
struct value drop_site(const struct template_scope *);    /* site.*, of the page's site */

#endif
