#ifndef BASE_LINUX_STATX_H
#define BASE_LINUX_STATX_H

/* statx(2) for the files of Linux, which define _GNU_SOURCE: musl before 1.2.5 has neither its types nor its wrapper.
 */

#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifndef STATX_BTIME
#include <linux/stat.h>
#endif

/* As statx: 0, or -1 with errno. */
static inline int linux_statx(int folder, const char *path, int flags, unsigned mask, struct statx *out)
{
    return (int)syscall(SYS_statx, folder, path, flags, mask, out);
}

#endif
