#ifndef TESTS_NET_TABLE_MEMORY_H
#define TESTS_NET_TABLE_MEMORY_H

#include "net/table.h"

#include <stdlib.h>

/* A table of COUNT slots in the memory of this process, all of them taken. */
static inline struct net_shared *table_memory(size_t count)
{
    struct net_shared *shared = calloc(1, sizeof *shared);
    if (!shared)
        abort();
    table_init(shared);
    shared->ledger = calloc(1, sizeof *shared->ledger);
    for (; shared->count < count; shared->count++)
        shared->slots[shared->count] = calloc(1, sizeof(struct table_slot));
    for (size_t i = 0; i < count; i++)
        table_take(shared, i);
    return shared;
}

static inline void table_memory_free(struct net_shared *shared)
{
    for (size_t i = 0; i < shared->count; i++)
        free(shared->slots[i]);
    free(shared->ledger);
    free(shared);
}

#endif
