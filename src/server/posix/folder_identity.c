#include "server/folder_identity.h"

#include <sys/stat.h>

bool folder_identity_of(const char *path, struct folder_identity *out)
{
    struct stat st;
    if (stat(path, &st) != 0 || !S_ISDIR(st.st_mode))
        return false;
    *out = (struct folder_identity){.device = (uint64_t)st.st_dev, .inode = (uint64_t)st.st_ino};
    return true;
}
