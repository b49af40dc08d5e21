#ifndef JEKYLL_PAGE_BUILD_H
#define JEKYLL_PAGE_BUILD_H

#include "jekyll/page_source.h"

/* The metadata of a page, by Jekyll's rules (lib/jekyll/document.rb, page.rb). Lives in ARENA. */
struct page *page_build(const struct page_source *, struct arena *, struct diag *);

#endif
