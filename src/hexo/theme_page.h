#ifndef HEXO_THEME_PAGE_H
#define HEXO_THEME_PAGE_H

#include "data/data.h"
#include "site/site.h"

/* A page without a text of its own, for which a theme makes one. */
enum theme_page {
    THEME_PAGE_OTHER,
    THEME_PAGE_LIST,   /* of tags, categories, archives: ours stands there */
    THEME_PAGE_FRIENDS /* links to others, from _data */
};

/* By the keys type and layout, else by the name of its folder or file, STEM. */
enum theme_page theme_page_of(const struct data *front, str stem, struct arena *);

/* True for a page that Hexo prints without its theme, and for one that its author keeps out of the sitemap: nobody
 * looks for it in a list of pages. */
bool theme_page_stands_apart(const struct data *front, struct arena *);
/* True for the page that is shown where nothing is found. */
bool theme_page_is_lost(str stem);

/* True when _data below ROOT has links to friends. */
bool theme_page_has_friends(int root);
/* They as Markdown, for PAGE; empty: there are none, or they cannot be read. */
str theme_page_friends(int root, const struct page *, struct arena *);

#endif
