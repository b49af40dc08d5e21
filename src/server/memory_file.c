/* memfd_create(2), seals and MADV_DONTFORK are Linux's. */
#define _GNU_SOURCE
#include "server/memory_file.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#ifndef F_SEAL_FUTURE_WRITE
#define F_SEAL_FUTURE_WRITE 0x0010
#endif
#ifndef MFD_NOEXEC_SEAL
#define MFD_NOEXEC_SEAL 0x0008U /* Linux 6.3 */
#endif

enum { SEALS = F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_FUTURE_WRITE | F_SEAL_SEAL };

int memory_file_make(const char *what, bool sealed)
{
    if (!sealed)
        return memfd_create(what, MFD_CLOEXEC);
    int fd = memfd_create(what, MFD_CLOEXEC | MFD_ALLOW_SEALING | MFD_NOEXEC_SEAL);
    return fd < 0 && errno == EINVAL ? memfd_create(what, MFD_CLOEXEC | MFD_ALLOW_SEALING) : fd;
}

static size_t whole_pages(size_t size)
{
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    return (size + page - 1) / page * page;
}

static int make_file(size_t size)
{
    int fd = memory_file_make("splashdown", true);
    if (fd >= 0 && ftruncate(fd, (off_t)size) == 0)
        return fd;
    if (fd >= 0)
        close(fd);
    return -1;
}

bool memory_file_seal(struct sealed *s, size_t size)
{
    *s = (struct sealed){.memory = MAP_FAILED, .size = whole_pages(size)};
    s->fd = make_file(s->size);
    if (s->fd < 0)
        return false;
    s->memory = mmap(NULL, s->size, PROT_READ | PROT_WRITE, MAP_SHARED, s->fd, 0);
    if (s->memory != MAP_FAILED && madvise(s->memory, s->size, MADV_DONTFORK) == 0 &&
        fcntl(s->fd, F_ADD_SEALS, SEALS) == 0)
        return true;
    int reason = errno;
    if (s->memory != MAP_FAILED)
        munmap(s->memory, s->size);
    close(s->fd);
    errno = reason;
    return false;
}

void memory_file_break(struct sealed *s)
{
    munmap(s->memory, s->size);
    close(s->fd);
}

void memory_file_lend(struct sealed *s, bool lent)
{
    madvise(s->memory, s->size, lent ? MADV_DOFORK : MADV_DONTFORK);
}

void *memory_file_look(const struct sealed *s)
{
    void *memory = mmap(NULL, s->size, PROT_READ, MAP_SHARED, s->fd, 0);
    return memory == MAP_FAILED ? NULL : memory;
}
