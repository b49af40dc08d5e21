#ifndef ANSWER_PAGE_LIST_H
#define ANSWER_PAGE_LIST_H

#include "content/document.h"
#include "render/menu.h"

/* Lists of the author's pages in one language, which are not posts. The home page itself is in none of them. */

/* True when PAGE stands in them, and not in the list of its collection or section. */
bool page_list_has(const struct page *);

/*
 * Writes at most 20 below a heading, those of header_pages first, leaving out those to which TEXT (NULL: nothing)
 * links, and a link to all of them.
 */
void page_list_put_some(struct menu *, const struct site *, size_t edition, const struct document *text);
/* Writes all of them, folder by folder. */
void page_list_put_all(struct menu *, const struct site *, size_t edition);

#endif
