#include "net/table.h"

#include "base/clock.h"

#include <assert.h>
#include <fcntl.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static_assert(sizeof(struct table_slot) % sizeof(uint64_t) == 0, "whole words");
static_assert(TABLE_SLOTS % TABLE_WORD == 0, "whole words of bits");

/* No worker counts anything faster, bytes included: 10 GB a second. */
enum { COUNTED_IN_MS = 10000000, FIRST_MS = 1000 };
/* Nor does any hold a larger index, bytes. */
static const uint64_t INDEX_MOST = UINT64_C(1) << 40;

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

void table_init(struct net_shared *shared)
{
    *shared = (struct net_shared){.started = clock_now(), .started_ms = clock_monotonic()};
    make_key(shared->key);
}

static uint64_t bit_of(size_t slot)
{
    return UINT64_C(1) << slot % TABLE_WORD;
}

void table_take(struct net_shared *shared, size_t slot)
{
    atomic_fetch_or(&shared->ledger->alive[slot / TABLE_WORD], bit_of(slot));
}

uint64_t table_most(const struct net_shared *shared)
{
    return (uint64_t)(clock_monotonic() - shared->started_ms + FIRST_MS) * COUNTED_IN_MS;
}

void table_forget(struct net_shared *shared, size_t slot)
{
    struct table_slot *dead = shared->slots[slot];
    metrics_move(&shared->ledger->past, &dead->metrics, table_most(shared));
    readership_move(&shared->ledger->readers, &dead->readers, readership_hour(clock_now()), table_most(shared));
    atomic_fetch_and(&shared->ledger->alive[slot / TABLE_WORD], ~bit_of(slot));
    _Atomic uint64_t *words = (_Atomic uint64_t *)(void *)dead;
    /* Others may be reading. Reading first leaves unwritten pages alone. */
    for (size_t i = 0; i < sizeof *dead / sizeof *words; i++)
        if (atomic_load_explicit(&words[i], memory_order_relaxed) != 0)
            atomic_store_explicit(&words[i], 0, memory_order_relaxed);
}

size_t table_next(const struct net_shared *shared, size_t slot)
{
    while (slot < shared->count) {
        uint64_t rest =
            atomic_load_explicit(&shared->ledger->alive[slot / TABLE_WORD], memory_order_relaxed) >> slot % TABLE_WORD;
        if (rest & 1)
            return slot;
        slot = rest ? slot + 1 : (slot / TABLE_WORD + 1) * TABLE_WORD;
    }
    return shared->count;
}

struct metrics_sum table_sum(const struct net_shared *shared)
{
    struct metrics_sum sum = {.connections = {0}};
    uint64_t most = table_most(shared);
    metrics_sum_add(&sum, &shared->ledger->past, UINT64_MAX);
    for (size_t i = table_next(shared, 0); i < shared->count; i = table_next(shared, i + 1))
        metrics_sum_add(&sum, &shared->slots[i]->metrics, most);
    return sum;
}

void table_serve(struct net_shared *shared, size_t slot, unsigned generation)
{
    atomic_store(&shared->slots[slot]->generation, generation);
}

void table_beat(struct net_shared *shared, size_t slot)
{
    atomic_store_explicit(&shared->slots[slot]->beat, clock_monotonic(), memory_order_relaxed);
}

int64_t table_beaten(const struct net_shared *shared, size_t slot)
{
    return atomic_load_explicit(&shared->slots[slot]->beat, memory_order_relaxed);
}

void table_note_index(struct net_shared *shared, size_t slot, uint64_t bytes)
{
    atomic_store_explicit(&shared->slots[slot]->index, bytes, memory_order_relaxed);
}

uint64_t table_index(const struct net_shared *shared)
{
    uint64_t sum = 0;
    for (size_t i = table_next(shared, 0); i < shared->count; i = table_next(shared, i + 1)) {
        uint64_t bytes = atomic_load_explicit(&shared->slots[i]->index, memory_order_relaxed);
        sum += bytes <= INDEX_MOST ? bytes : 0;
    }
    return sum;
}

void table_note_replaced(struct net_shared *shared, bool replaced)
{
    atomic_store_explicit(&shared->ledger->replaced, replaced, memory_order_relaxed);
}

bool table_replaced(const struct net_shared *shared)
{
    return atomic_load_explicit(&shared->ledger->replaced, memory_order_relaxed) == 1;
}

void table_workers(const struct net_shared *shared, unsigned generation, size_t *serving, size_t *leaving)
{
    *serving = *leaving = 0;
    for (size_t i = table_next(shared, 0); i < shared->count; i = table_next(shared, i + 1)) {
        unsigned of = atomic_load(&shared->slots[i]->generation);
        *serving += of == generation;
        *leaving += of != 0 && of != generation;
    }
}
