#ifndef SITE_SEARCH_PAGE_H
#define SITE_SEARCH_PAGE_H

#include "site/page.h"

/* True where PAGE, with the text BODY, is the place for a search that a script of the web site makes, at the address of
 * ours: it has no text, so that readers who search would find nothing. */
bool search_page_yields(const struct page *page, str body);

#endif
