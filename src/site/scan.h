#ifndef SITE_SCAN_H
#define SITE_SCAN_H

#include "base/resolve.h"
#include "site/entry.h"
#include "site/settings.h"
#include "site/withheld.h"

/* A folder behind a link. */
struct scan_folder {
    str path, real;
};

struct scan {
    struct scan_entry *entries; /* by path */
    size_t count;
    struct scan_folder *folders; /* links to folders, by path */
    size_t folder_count;
    uint64_t ground; /* of where links lead, and of the names and versions of all files of PLACE_GROUND, which are no
                        entries */
};

/* Walks the folder ROOT: what is excluded, special or withheld is not there, under its own name or behind a link, nor
 * is a link that leads out (NAMES are ROOT's own). Such links, and names that no address can carry, are told to DIAG.
 * ERR_*: the folder itself cannot be read. */
enum err scan_capsule(int root, const struct folder_names *names, const struct settings *, const struct withheld *,
                      bool drafts, struct arena *, struct diag *, struct scan *);

#endif
