#ifndef SERVER_KEY_FOLDER_H
#define SERVER_KEY_FOLDER_H

#include "base/arena.h"

/* The identity of a certificate folder: its path, or the folder itself, wherever it was moved to. */
struct key_folder {
    str paths[2]; /* absolute: as written, and the target of that; the second is empty when they are the same */
    bool exists;
    uint64_t device, inode; /* of a folder that exists */
    int64_t born_ns;        /* since 1970; 0: the file system does not record it. Inode numbers are used again */
};

struct key_folder key_folder_at(str path, struct arena *);

#endif
