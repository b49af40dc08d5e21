#ifndef SERVER_SEEN_H
#define SERVER_SEEN_H

#include "base/str.h"

#include <sys/types.h>

/* The target of a path when it was opened or read. */
struct seen {
    str path;
    bool exists;
    dev_t device;
    ino_t inode;
    int64_t mtime_ns, size;
};

struct seen seen_now(str path);
bool seen_same_folder(const struct seen *, const struct seen *);
bool seen_same_file(const struct seen *, const struct seen *);

#endif
