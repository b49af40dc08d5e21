/* MAP_ANONYMOUS is no POSIX flag. */
#define _DEFAULT_SOURCE
#include "server/shared.h"

#include <stdlib.h>
#include <sys/mman.h>

struct shared {
    struct net_shared *net; /* SIZE bytes */
    size_t size;
    bool taken[SHARED_SLOTS]; /* known to the parent only */
};

struct shared *shared_create(void)
{
    struct shared *s = calloc(1, sizeof *s);
    if (!s)
        return NULL;
    s->size = net_shared_size(SHARED_SLOTS);
    void *memory = mmap(NULL, s->size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) {
        free(s);
        return NULL;
    }
    net_shared_init(memory, SHARED_SLOTS);
    s->net = memory;
    return s;
}

void shared_destroy(struct shared *s)
{
    if (!s)
        return;
    munmap(s->net, s->size);
    free(s);
}

struct net_shared *shared_net(struct shared *s)
{
    return s->net;
}

bool shared_take(struct shared *s, size_t *slot)
{
    for (size_t i = 0; i < SHARED_SLOTS; i++) {
        if (s->taken[i])
            continue;
        s->taken[i] = true;
        *slot = i;
        return true;
    }
    return false;
}

void shared_give_back(struct shared *s, size_t slot)
{
    s->taken[slot] = false;
    net_shared_forget(s->net, slot);
}
