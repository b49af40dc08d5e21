/* statx(2) is not in POSIX. */
#define _GNU_SOURCE
#include "server/folder_identity.h"

#include "base/linux_statx.h"

#include <fcntl.h>

bool folder_identity_of(const char *path, struct folder_identity *out)
{
    struct statx st;
    if (linux_statx(AT_FDCWD, path, 0, STATX_TYPE | STATX_INO | STATX_BTIME, &st) != 0 || !S_ISDIR(st.stx_mode))
        return false;
    *out = (struct folder_identity){.device = (uint64_t)st.stx_dev_major << 32 | st.stx_dev_minor, .inode = st.stx_ino};
    if (st.stx_mask & STATX_BTIME)
        out->born_ns = st.stx_btime.tv_sec * 1000000000 + st.stx_btime.tv_nsec;
    return true;
}
