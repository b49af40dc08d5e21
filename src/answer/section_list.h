#ifndef ANSWER_SECTION_LIST_H
#define ANSWER_SECTION_LIST_H

#include "render/menu.h"
#include "site/site.h"

/* The lists of the author's web site: of sections, terms and languages. */

/* The lists below LIST, then its pages in their order and its posts, newest first (in the list of a term before the
 * pages), and a link to their feed. */
void section_list_put(struct menu *, const struct site *, const struct site_list *);
/* The first two of these. */
void section_list_put_pages(struct menu *, const struct site *, const struct site_list *);
/* The list's name in plain words; that of tags or categories in the language of their pages. */
str section_list_label(const struct site *, const struct site_list *);
/* Links to those of a language that stand in no other, but for one that has just what the list of all posts has, or
 * its address, and for those to which its home leads anyway. */
void section_list_put_top(struct menu *, const struct site *, size_t edition);

#endif
