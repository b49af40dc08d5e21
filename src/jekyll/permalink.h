#ifndef JEKYLL_PERMALINK_H
#define JEKYLL_PERMALINK_H

#include "site/page.h"

/* The values of a permalink's placeholders (Jekyll: drops/url_drop.rb, _docs/permalinks.md). */
struct permalink_parts {
    struct civil date;
    str title;      /* the slug, before it is made pretty */
    str path;       /* of a page: its folder */
    str basename;   /* of a page: its name without extension */
    str collection; /* "posts" */
    struct str_list categories;
    str output_ext; /* ".html" */
    str file;       /* a file's name without extension, what ":name" is; such a file has no date, slug and categories */
};

/* TEMPLATE with its placeholders filled in, as Jekyll's URL class does it: escaped, without dot segments and double
 * slashes, with one slash in front. An unknown placeholder stays as it is and is returned in *UNKNOWN (may be NULL). */
str permalink_expand(str template, const struct permalink_parts *, struct arena *, str *unknown);

/* The address without its output extension, decoded: "/a/moon", "/a/moon/". */
str permalink_stem(str url, str output_ext, struct arena *);

/* Jekyll::Document#id: the folder of URL, and SLUG. */
str permalink_id(str url, str slug, struct arena *);

#endif
