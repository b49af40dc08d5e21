#include "net/spent.h"

#include "net/memory.h"

#include <stddef.h>
#include <stdlib.h>

enum { SETS = 64, WAYS = 8, HALF_MS = 60000, HALVES_MAX = 40 };

#define SPREAD 0x9e3779b97f4a7c15u /* 2^64 by the golden ratio: addresses of one network differ in few bits */

struct spender {
    uint64_t address, microseconds, at; /* AT: the time of that total */
};

struct spent {
    struct spender sets[SETS][WAYS];
};

struct spent *spent_create(void)
{
    return MEMORY_NEW(struct spent);
}

void spent_destroy(struct spent *s)
{
    free(s);
}

static uint64_t left_of(const struct spender *one, uint64_t now)
{
    uint64_t gone = now > one->at ? now - one->at : 0, halves = gone / HALF_MS;
    if (halves >= HALVES_MAX)
        return 0;
    uint64_t left = one->microseconds >> halves;
    return left - left / 2 * (gone % HALF_MS) / HALF_MS;
}

static size_t set_of(uint64_t address)
{
    return (size_t)(address * SPREAD >> 32) % SETS;
}

void spent_add(struct spent *s, uint64_t address, uint64_t microseconds, uint64_t now)
{
    struct spender *set = s->sets[set_of(address)], *place = set;
    for (size_t i = 0; i < WAYS && place->address != address; i++)
        if (set[i].address == address || left_of(&set[i], now) < left_of(place, now))
            place = &set[i];
    uint64_t before = place->address == address ? left_of(place, now) : 0;
    *place = (struct spender){address, before + microseconds, now};
}

uint64_t spent_microseconds(const struct spent *s, uint64_t address, uint64_t now)
{
    const struct spender *set = s->sets[set_of(address)];
    for (size_t i = 0; i < WAYS; i++)
        if (set[i].address == address)
            return left_of(&set[i], now);
    return 0;
}
