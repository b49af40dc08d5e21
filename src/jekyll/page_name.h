#ifndef JEKYLL_PAGE_NAME_H
#define JEKYLL_PAGE_NAME_H

#include "site/page.h"

/* The meaningful parts of a file's path (Jekyll: Document::DATE_FILENAME_MATCHER, populate_title, titleize_slug). */
struct page_name {
    str folder;    /* without slashes at the ends; may be empty */
    str base;      /* the name without its extension */
    str extension; /* with its dot, as written */
    str slug;      /* of a post: the part after the date, without dots at its end */
    str date;      /* "2024-5-1" as written; empty: none */
};

struct page_name page_name_of(str path);

/* The format by extension; false: neither a page nor a post. */
bool page_format_of(str extension, enum page_format *);
/* "hello-world" as "Hello World". */
str page_title_of_slug(str slug, struct arena *);

#endif
