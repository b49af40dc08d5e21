#ifndef JEKYLL_PAGE_TEMPLATE_H
#define JEKYLL_PAGE_TEMPLATE_H

#include "jekyll/page_source.h"
#include "site/page.h"

/* The part of a page's words by which it is known as a template before any site is there. */
enum page_template page_template_of(const struct page_source *, struct arena *scratch);

/* True when a loop over posts or their groups stands in the text itself, so that the page is most likely a list: a
 * first guess, which saves the site from being put together twice. */
bool page_lists_plainly(const struct page_source *);

/* The kinds of our lists. */
enum our_list { LIST_NONE, LIST_POSTS, LIST_TAGS, LIST_CATEGORIES, LIST_SEARCH, LIST_FEED };

/* The list that a file or a layout is named after: "tag-archive" after tags. */
enum our_list list_of_name(str name);

#endif
