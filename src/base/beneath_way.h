#ifndef BASE_BENEATH_WAY_H
#define BASE_BENEATH_WAY_H

#include "base/arena.h"
#include "base/err.h"

#include <sys/stat.h>

/* The identity of a file or folder, whatever its name. */
struct file_id {
    dev_t device;
    ino_t inode;
};

struct file_id file_id_of(const struct stat *);
bool file_id_is(struct file_id, const struct stat *);
bool file_id_eq(struct file_id, struct file_id);

/* A folder on the way, and its name in the one before. */
struct beneath_step {
    struct file_id id;
    str name;
};

/* The real way of a path below a folder handle: all its links are followed. */
struct beneath_way {
    const struct beneath_step *folders; /* from the handle's down to the folder that holds the end */
    size_t count;
    str name;       /* of the end in the last of them; empty: the end is that folder itself */
    struct stat st; /* of the end */
};

/* ERR_NOT_FOUND: it leads to nothing; ERR_ACCESS: outside, or through too many links; ERR_IO. Memory of the arena. */
enum err beneath_find_way(int root, str path, struct arena *, struct beneath_way *out);

#endif
