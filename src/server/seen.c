#define _DEFAULT_SOURCE
#include "server/seen.h"

#include <sys/stat.h>

struct seen seen_now(str path)
{
    struct seen seen = {.path = path};
    struct stat st;
    if (stat(path.p, &st) != 0)
        return seen;
    seen.exists = true;
    seen.device = st.st_dev;
    seen.inode = st.st_ino;
    seen.mtime_ns = (int64_t)st.st_mtim.tv_sec * 1000000000 + st.st_mtim.tv_nsec;
    seen.size = (int64_t)st.st_size;
    return seen;
}

bool seen_same_folder(const struct seen *a, const struct seen *b)
{
    return a->exists == b->exists && a->device == b->device && a->inode == b->inode;
}

bool seen_same_file(const struct seen *a, const struct seen *b)
{
    return seen_same_folder(a, b) && a->mtime_ns == b->mtime_ns && a->size == b->size;
}
