#ifndef JEKYLL_WRITE_ORDER_H
#define JEKYLL_WRITE_ORDER_H

#include "site/page.h"

/* True when Jekyll writes ONE after TWO (Site#each_site_file, Reader#sort_files!): posts after pages, posts by date and
 * path, pages by the names of their files. */
bool write_order_is_later(const struct page *one, const struct page *two);

#endif
