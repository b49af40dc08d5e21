/*
 * A file that has lost its name. Nothing seals it, and children have the whole mapping: what a worker may not write, it
 * has for reading, unless it is in the hands of an attacker.
 */
#include "server/memory_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

enum { TEMPLATE_MAX = 4096 };

int memory_file_make(const char *what, bool sealed)
{
    (void)sealed;
    char path[TEMPLATE_MAX];
    const char *folder = getenv("TMPDIR");
    int n = snprintf(path, sizeof path, "%s/%s.XXXXXX", folder && *folder ? folder : "/tmp", what);
    int fd = n > 0 && n < TEMPLATE_MAX ? mkstemp(path) : -1;
    if (fd < 0)
        return -1;
    unlink(path);
    fcntl(fd, F_SETFD, FD_CLOEXEC);
    return fd;
}

bool memory_file_seal(struct sealed *s, size_t size)
{
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    *s = (struct sealed){.memory = MAP_FAILED, .size = (size + page - 1) / page * page};
    s->fd = memory_file_make("splashdown", true);
    if (s->fd >= 0 && ftruncate(s->fd, (off_t)s->size) == 0)
        s->memory = mmap(NULL, s->size, PROT_READ | PROT_WRITE, MAP_SHARED, s->fd, 0);
    int reason = errno;
    if (s->memory == MAP_FAILED && s->fd >= 0)
        close(s->fd);
    errno = reason;
    return s->memory != MAP_FAILED;
}

void memory_file_break(struct sealed *s)
{
    munmap(s->memory, s->size);
    close(s->fd);
}

void memory_file_lend(struct sealed *s, bool lent)
{
    (void)s;
    (void)lent;
}

void *memory_file_look(const struct sealed *s)
{
    return mprotect(s->memory, s->size, PROT_READ) == 0 ? s->memory : NULL;
}
