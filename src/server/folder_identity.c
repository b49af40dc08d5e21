/* major(3) and minor(3) are not in POSIX. */
#define _GNU_SOURCE
#include "server/folder_identity.h"

#include "base/system.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

bool folder_identity_of(const char *path, struct folder_identity *out)
{
    struct stat st;
    if (stat(path, &st) != 0 || !S_ISDIR(st.st_mode))
        return false;
    *out = (struct folder_identity){.device = (uint64_t)major(st.st_dev) << 32 | minor(st.st_dev),
                                    .inode = st.st_ino,
                                    .born_ns = system_born(AT_FDCWD, path)};
    return true;
}
