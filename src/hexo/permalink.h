#ifndef HEXO_PERMALINK_H
#define HEXO_PERMALINK_H

#include "hexo/post_name.h"
#include "hexo/rules.h"

/* One post, as far as its address is made of it. */
struct permalink_parts {
    const struct hexo *hexo;
    const struct data *front;
    const struct post_name *name;
    str title;
    struct moment date;
    struct civil day; /* of DATE, in the zone that the address is told in */
    str file;         /* for complaints */
};

/* The path of a post on the web, decoded, with a leading slash. */
str permalink_of_post(const struct permalink_parts *, struct arena *, struct diag *);
/* True where addresses by PATTERN depend on more than the day. */
bool permalink_tells_time(str pattern);
/* The path of the page that PATH becomes; FRONT is its front matter. */
str permalink_of_page(const struct data *front, str path, struct arena *);

/* Such a path as far as it names a file: what follows a question mark is in feeds alone. */
str permalink_file(str path);

/* The stem of such a path: without ".html", and of a folder's index only the folder. */
str permalink_bare(str path);

#endif
