#ifndef NET_FOLDERS_H
#define NET_FOLDERS_H

#include "base/arena.h"

#include <sys/types.h>

/* A folder of a capsule, as it was when it was examined. */
struct folder_seen {
    str path; /* below the root; "" is the root itself. Followed by a NUL */
    dev_t device;
    ino_t inode;
};

struct folder_list {
    struct folder_seen *items; /* sorted by path */
    size_t count, capacity;
    bool complete; /* false: there are more than FOLDERS_MAX, or some are too deep */
};

enum { FOLDERS_MAX = 20000, FOLDERS_DEPTH = 64 };

/*
 * All folders below ROOT whose files a capsule may publish: none that begin with a dot, and not Jekyll's output. Links
 * to folders are not followed: their targets lie in the capsule, too.
 */
struct folder_list folders_below(int root, struct arena *);

#endif
