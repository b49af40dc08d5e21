#ifndef SITE_ENTRY_H
#define SITE_ENTRY_H

#include "base/beneath_way.h"

enum place {
    PLACE_SITE,
    PLACE_POSTS,
    PLACE_DRAFTS,
    PLACE_GROUND /* _config.yml, _includes, _data…: not served, but pages are made with it */
};

/* A file that its generator would look at. */
struct scan_entry {
    str path; /* in the capsule, no leading slash */
    str real; /* where a link on that path leads, without links; empty: PATH has none on it */
    enum place place;
    int64_t size, mtime_ns; /* of what a link leads to */
    struct file_id id;      /* likewise */
};

#endif
