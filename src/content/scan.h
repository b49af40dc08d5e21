#ifndef CONTENT_SCAN_H
#define CONTENT_SCAN_H

#include "base/err.h"
#include "content/settings.h"

enum scan_place {
    PLACE_SITE,
    PLACE_POSTS,
    PLACE_DRAFTS,
    PLACE_GROUND /* _config.yml, _includes, _data…: not served, but pages are made with it */
};

/* A file that Jekyll would look at. */
struct scan_entry {
    str path; /* in the capsule, no leading slash */
    enum scan_place place;
    int64_t size, mtime_ns;
};

struct scan {
    struct scan_entry *entries; /* by path */
    size_t count;
    uint64_t ground; /* of the names and versions of all files of PLACE_GROUND, which are no entries */
};

/* Walks the folder ROOT: what is excluded, special or leads outside is not there. Names that no address can carry are
 * told to DIAG. ERR_*: the folder itself cannot be read. */
enum err scan_capsule(int root, const struct settings *, bool drafts, struct arena *, struct diag *, struct scan *);
/* A file or folder of this NAME is of PLACE_GROUND, unless the author includes it: then it is published. */
bool scan_is_ground(str name);

#endif
