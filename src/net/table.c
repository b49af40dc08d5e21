#include "net/table.h"

#include "base/clock.h"

#include <fcntl.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { LINE = 64 /* bytes of a line of the processor's cache: workers do not write into one that others read */ };

static size_t counts_end(size_t workers)
{
    size_t n = sizeof(struct net_shared) + (1 + (size_t)TABLE_ROWS * TABLE_CELLS) * workers * sizeof(atomic_uint);
    return (n + LINE - 1) / LINE * LINE;
}

size_t net_shared_size(size_t workers)
{
    return counts_end(workers) + workers * sizeof(struct table_slot);
}

static void make_key(uint64_t key[2])
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    key[0] = (uint64_t)now.tv_nsec;
    key[1] = (uint64_t)now.tv_sec ^ (uint64_t)getpid() << 32;
    int fd = open("/dev/urandom", O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return;
    uint64_t random[2];
    if (read(fd, random, sizeof random) == (ssize_t)sizeof random)
        memcpy(key, random, sizeof random);
    close(fd);
}

/* MEMORY is zeroed, as mmap(2) gives it: touching all of it would make it resident. */
void net_shared_init(void *memory, size_t workers)
{
    struct net_shared *shared = memory;
    shared->workers = workers;
    shared->started = clock_now();
    shared->started_ms = clock_monotonic();
    shared->slots = (struct table_slot *)(void *)((char *)memory + counts_end(workers));
    make_key(shared->key);
    atomic_init(&shared->used, 0);
}

atomic_uint *table_total(struct net_shared *shared, size_t slot)
{
    return &shared->counts[slot];
}

atomic_uint *table_count(struct net_shared *shared, size_t cell, size_t slot)
{
    return &shared->counts[(1 + cell) * shared->workers + slot];
}

void table_claim(struct net_shared *shared, size_t slot)
{
    size_t used = atomic_load(&shared->used);
    while (used <= slot && !atomic_compare_exchange_weak(&shared->used, &used, slot + 1))
        continue;
}

void net_shared_forget(struct net_shared *shared, size_t slot)
{
    if (slot >= atomic_load(&shared->used))
        return;
    atomic_store(&shared->slots[slot].generation, 0);
    atomic_store(table_total(shared, slot), 0);
    /* Reading first leaves pages alone that nobody wrote. */
    for (size_t cell = 0; cell < (size_t)TABLE_ROWS * TABLE_CELLS; cell++)
        if (atomic_load_explicit(table_count(shared, cell, slot), memory_order_relaxed) != 0)
            atomic_store(table_count(shared, cell, slot), 0);
}

struct tally *table_tally(struct net_shared *shared, size_t slot)
{
    return &shared->slots[slot].tally;
}

struct tally_sum table_sum(const struct net_shared *shared)
{
    struct tally_sum sum = {.connections = {0}};
    size_t used = atomic_load(&shared->used);
    for (size_t slot = 0; slot < used; slot++)
        tally_sum_add(&sum, &shared->slots[slot].tally);
    return sum;
}

void table_serve(struct net_shared *shared, size_t slot, unsigned generation)
{
    atomic_store(&shared->slots[slot].generation, generation);
}

void table_workers(const struct net_shared *shared, unsigned generation, size_t *serving, size_t *leaving)
{
    *serving = *leaving = 0;
    size_t used = atomic_load(&shared->used);
    for (size_t slot = 0; slot < used; slot++) {
        unsigned of = atomic_load(&shared->slots[slot].generation);
        *serving += of == generation;
        *leaving += of != 0 && of != generation;
    }
}

bool table_say(struct net_shared *shared, uint64_t topic, uint64_t hash)
{
    return atomic_exchange(&shared->said[topic % TABLE_TOPICS], hash) != hash && hash != 0;
}
