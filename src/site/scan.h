#ifndef SITE_SCAN_H
#define SITE_SCAN_H

#include "base/resolve.h"
#include "site/entry.h"
#include "site/settings.h"
#include "site/withheld.h"

/* A link to a folder, and its target. */
struct scan_folder {
    str path, real;
};

struct scan {
    struct scan_entry *entries; /* sorted by path */
    size_t count;
    struct scan_folder *folders; /* links to folders, sorted by path */
    size_t folder_count;
    uint64_t ground; /* a hash of the targets of links, and of the names and versions of all files of PLACE_GROUND,
                        which are not entries */
};

/* Walks the folder ROOT. Whatever is excluded, special or withheld is left out, under its own name or behind a link,
 * and so is a link that leads out of the capsule (NAMES are ROOT's own). Such links, and names that no address can
 * carry, are reported to DIAG. ERR_*: the folder itself cannot be read. */
enum err scan_capsule(int root, const struct folder_names *names, const struct settings *, const struct withheld *,
                      bool drafts, struct arena *, struct diag *, struct scan *);

#endif
