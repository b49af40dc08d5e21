/* MAP_ANONYMOUS is no POSIX flag. */
#define _DEFAULT_SOURCE
#include "server/shared.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <sys/mman.h>

struct shared {
    void *memory; /* SIGNS, then what net/ lays out */
    size_t size;
    atomic_int *ready; /* by slot */
    struct net_shared *net;
    bool taken[SHARED_SLOTS]; /* known to the parent only */
};

enum { SIGNS_SIZE = (SHARED_SLOTS * sizeof(atomic_int) + 63) / 64 * 64 };

struct shared *shared_create(void)
{
    struct shared *s = calloc(1, sizeof *s);
    if (!s)
        return NULL;
    s->size = SIGNS_SIZE + net_shared_size(SHARED_SLOTS);
    s->memory = mmap(NULL, s->size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (s->memory == MAP_FAILED) {
        free(s);
        return NULL;
    }
    s->ready = s->memory;
    void *rest = (char *)s->memory + SIGNS_SIZE;
    net_shared_init(rest, SHARED_SLOTS);
    s->net = rest;
    return s;
}

void shared_destroy(struct shared *s)
{
    if (!s)
        return;
    munmap(s->memory, s->size);
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
        atomic_store(&s->ready[i], 0);
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

void shared_say_ready(struct shared *s, size_t slot)
{
    atomic_store(&s->ready[slot], 1);
}

bool shared_is_ready(const struct shared *s, size_t slot)
{
    return atomic_load(&s->ready[slot]) != 0;
}
