#ifndef RENDER_HEADING_H
#define RENDER_HEADING_H

#include "content/document.h"

/* The line below a post's title: "2024-05-01 · Anna". Empty for a page. */
str heading_meta(const struct page *, struct arena *);
/* "2024-05-01", on the post's own clock. */
str heading_date(const struct page *, struct arena *);
/* The same of its last change, else of the page itself. */
str heading_changed(const struct page *, struct arena *);

#endif
