#include "server/shared.h"

#include "server/memory_file.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

struct shared {
    struct net_shared net;
    struct sealed ledger, slots[SHARED_SLOTS]; /* net.count of them */
    bool taken[SHARED_SLOTS];                  /* known to the parent only */
};

struct shared *shared_create(void)
{
    struct shared *s = calloc(1, sizeof *s);
    if (!s)
        return NULL;
    table_init(&s->net);
    if (!memory_file_seal(&s->ledger, sizeof(struct table_ledger))) {
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
    memory_file_break(&s->ledger);
    for (size_t i = 0; i < s->net.count; i++)
        memory_file_break(&s->slots[i]);
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
        if (!memory_file_seal(&s->slots[i], sizeof(struct table_slot)))
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
    memory_file_lend(&s->slots[slot], lent);
}

bool shared_become_worker(struct shared *s, size_t slot)
{
    s->net.ledger = memory_file_look(&s->ledger);
    bool seen = s->net.ledger;
    for (size_t i = 0; i < s->net.count && seen; i++) {
        if (i != slot)
            s->net.slots[i] = memory_file_look(&s->slots[i]);
        seen = s->net.slots[i];
        close(s->slots[i].fd);
    }
    close(s->ledger.fd);
    return seen;
}
