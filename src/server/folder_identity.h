#ifndef SERVER_FOLDER_IDENTITY_H
#define SERVER_FOLDER_IDENTITY_H

#include <stdbool.h>
#include <stdint.h>

struct folder_identity {
    uint64_t device, inode;
    int64_t born_ns; /* since 1970; 0: not known */
};

/* False: there is no folder at PATH. */
bool folder_identity_of(const char *path, struct folder_identity *);

#endif
