/* statfs(2) is not in POSIX. */
#define _GNU_SOURCE
#include "server/file_system.h"

#include <linux/magic.h>
#include <sys/statfs.h>
#include <sys/statvfs.h>

/* Numbers that linux/magic.h lacks. */
enum { NTFS_MAGIC = 0x5346544e, NTFS3_MAGIC = 0x7366746e, FUSE_BLOCK_MAGIC = 0x65735546 };

bool file_system_is_of_processes(int fd)
{
    struct statfs fs;
    return fstatfs(fd, &fs) == 0 && fs.f_type == PROC_SUPER_MAGIC;
}

bool file_system_lacks_modes(const char *path)
{
    struct statfs fs;
    struct statvfs flags;
    if (statvfs(path, &flags) == 0 && flags.f_flag & ST_RDONLY)
        return true;
    if (statfs(path, &fs) != 0)
        return false;
    unsigned long type = (unsigned long)fs.f_type & 0xffffffffUL;
    return type == MSDOS_SUPER_MAGIC || type == EXFAT_SUPER_MAGIC || type == NTFS_MAGIC || type == NTFS3_MAGIC ||
           type == FUSE_BLOCK_MAGIC;
}
