#ifndef SITE_AUTHOR_H
#define SITE_AUTHOR_H

#include "base/str.h"

/* A person who wrote a page. */
struct author {
    str name;       /* in plain words; never empty */
    str email, uri; /* as written; may be empty */
};

struct author_list {
    const struct author *items;
    size_t count;
};

#endif
