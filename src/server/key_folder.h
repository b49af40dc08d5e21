#ifndef SERVER_KEY_FOLDER_H
#define SERVER_KEY_FOLDER_H

#include "base/arena.h"

/* A certificate folder as it is known again: by its path, or by what it is, wherever it was moved to. */
struct key_folder {
    str paths[2]; /* absolute: as it is written, and what that leads to; the second is empty where they are the same */
    bool exists;
    uint64_t device, inode; /* of one that exists */
    int64_t born_ns;        /* since 1970; 0: the file system does not tell. Numbers of inodes are used again */
};

struct key_folder key_folder_at(str path, struct arena *);

#endif
