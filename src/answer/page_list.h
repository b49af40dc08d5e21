#ifndef ANSWER_PAGE_LIST_H
#define ANSWER_PAGE_LIST_H

#include "content/document.h"
#include "render/menu.h"

/* Lists of the author's pages, which are no posts. The home page itself is in none. */

/* At most 20 below a heading, those of header_pages first, that TEXT (NULL: nothing) does not link, and the way to all
 * of them. */
void page_list_put_some(struct menu *, const struct site *, const struct document *text);
/* All of them, folder by folder. */
void page_list_put_all(struct menu *, const struct site *);

#endif
