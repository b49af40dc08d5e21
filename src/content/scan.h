#ifndef CONTENT_SCAN_H
#define CONTENT_SCAN_H

#include "base/err.h"
#include "content/settings.h"

enum scan_place { PLACE_SITE, PLACE_POSTS, PLACE_DRAFTS };

/* A file that Jekyll would look at. */
struct scan_entry {
    str path; /* in the capsule, no leading slash */
    enum scan_place place;
    int64_t size, mtime_ns;
};

struct scan {
    struct scan_entry *entries; /* by path */
    size_t count;
};

/* Walks the folder ROOT: what is excluded, special or leads outside is not there. Names that no address can carry are
 * told to DIAG. ERR_*: the folder itself cannot be read. */
enum err scan_capsule(int root, const struct settings *, bool drafts, struct arena *, struct diag *, struct scan *);

#endif
