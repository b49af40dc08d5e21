#ifndef SITE_ENTRY_H
#define SITE_ENTRY_H

#include "base/beneath_way.h"

enum place {
    PLACE_SITE,
    PLACE_POSTS,
    PLACE_DRAFTS,
    PLACE_DOCUMENTS, /* of a collection: pages that are in no list of posts */
    PLACE_GROUND     /* _config.yml, _includes, _data…: not served, but pages are made with it */
};

/* A file that the generator would look at. */
struct scan_entry {
    str path; /* in the capsule, no leading slash */
    str real; /* the target of a link on that path, without links; empty: there is none on PATH */
    enum place place;
    int64_t size, mtime_ns; /* of the target of a link */
    struct file_id id;      /* the same */
};

#endif
