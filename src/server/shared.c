/* memfd_create(2), seals and MADV_DONTFORK are Linux's. */
#define _GNU_SOURCE
#include "server/shared.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#ifndef F_SEAL_FUTURE_WRITE
#define F_SEAL_FUTURE_WRITE 0x0010
#endif
#ifndef MFD_NOEXEC_SEAL
#define MFD_NOEXEC_SEAL 0x0008U /* Linux 6.3 */
#endif

enum { SEALS = F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_FUTURE_WRITE | F_SEAL_SEAL };

/* A file in memory, and its mapping in this process. */
struct sealed {
    void *memory;
    size_t size; /* whole pages: nothing else is in them */
    int fd;
};

struct shared {
    struct net_shared net;
    struct sealed ledger, slots[SHARED_SLOTS]; /* net.count of them */
    bool taken[SHARED_SLOTS];                  /* known to the parent only */
};

static size_t whole_pages(size_t size)
{
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    return (size + page - 1) / page * page;
}

static int make_file(size_t size)
{
    int fd = memfd_create("splashdown", MFD_CLOEXEC | MFD_ALLOW_SEALING | MFD_NOEXEC_SEAL);
    if (fd < 0 && errno == EINVAL)
        fd = memfd_create("splashdown", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    if (fd >= 0 && ftruncate(fd, (off_t)size) == 0)
        return fd;
    if (fd >= 0)
        close(fd);
    return -1;
}

static bool seal(struct sealed *s, size_t size)
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

static void break_seal(struct sealed *s)
{
    munmap(s->memory, s->size);
    close(s->fd);
}

struct shared *shared_create(void)
{
    struct shared *s = calloc(1, sizeof *s);
    if (!s)
        return NULL;
    table_init(&s->net);
    if (!seal(&s->ledger, sizeof(struct table_ledger))) {
        free(s);
        return NULL;
    }
    s->net.ledger = s->ledger.memory;
    return s;
}

void shared_destroy(struct shared *s)
{
    if (!s)
        return;
    break_seal(&s->ledger);
    for (size_t i = 0; i < s->net.count; i++)
        break_seal(&s->slots[i]);
    free(s);
}

struct net_shared *shared_net(struct shared *s)
{
    return &s->net;
}

enum err shared_reserve(struct shared *s, size_t count)
{
    size_t free_slots = 0;
    for (size_t i = 0; i < s->net.count; i++)
        free_slots += !s->taken[i];
    for (; free_slots < count; free_slots++) {
        size_t i = s->net.count;
        if (i == SHARED_SLOTS)
            return ERR_LIMIT;
        if (!seal(&s->slots[i], sizeof(struct table_slot)))
            return ERR_IO;
        s->net.slots[i] = s->slots[i].memory;
        s->net.count++;
    }
    return OK;
}

bool shared_take(struct shared *s, size_t *slot)
{
    size_t i = *slot;
    if (i >= s->net.count || s->taken[i])
        for (i = 0; i < s->net.count && s->taken[i];)
            i++;
    if (i == s->net.count)
        return false;
    s->taken[i] = true;
    table_take(&s->net, i);
    *slot = i;
    return true;
}

void shared_give_back(struct shared *s, size_t slot)
{
    s->taken[slot] = false;
    table_forget(&s->net, slot);
}

void shared_lend(struct shared *s, size_t slot, bool lent)
{
    madvise(s->slots[slot].memory, s->slots[slot].size, lent ? MADV_DOFORK : MADV_DONTFORK);
}

static void *look_at(const struct sealed *s)
{
    void *memory = mmap(NULL, s->size, PROT_READ, MAP_SHARED, s->fd, 0);
    return memory == MAP_FAILED ? NULL : memory;
}

bool shared_become_worker(struct shared *s, size_t slot)
{
    s->net.ledger = look_at(&s->ledger);
    bool seen = s->net.ledger;
    for (size_t i = 0; i < s->net.count && seen; i++) {
        if (i != slot)
            s->net.slots[i] = look_at(&s->slots[i]);
        seen = s->net.slots[i];
        close(s->slots[i].fd);
    }
    close(s->ledger.fd);
    return seen;
}
