#ifndef SERVER_CAPSULE_FOLDERS_H
#define SERVER_CAPSULE_FOLDERS_H

#include "base/diag.h"
#include "base/resolve.h"
#include "server/config.h"
#include "server/seen.h"

/* The folder of a capsule: workers open and watch only through the handle. */
struct folder {
    struct seen seen;          /* when it was opened */
    struct seen tried;         /* the path's target when that was last tried in its place */
    struct folder_names names; /* at that time */
    int fd;                    /* -1: it cannot be opened now, and its host alone is not served */
};

/*
 * Opens the folders of all hosts into FOLDERS, one for each. One that cannot be opened is logged; when none can, DIAG
 * has an error for each. They are closed with capsule_folders_close in any case.
 */
void capsule_folders_open(const struct config *, struct folder *folders, struct arena *, struct diag *);
void capsule_folders_close(struct folder *folders, size_t count);

/*
 * True when a capsule's path now leads to another folder: one made anew, the new target of a link, or one that could
 * not be opened before; this is logged. True once for each such folder, so that one that cannot be served is not tried
 * again and again.
 */
bool capsule_folders_moved(const struct config *, struct folder *folders);

#endif
