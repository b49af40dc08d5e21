#include "answer/cost.h"

#include <stdlib.h>
#include <time.h>

enum { PLACES = 4096, DEAR_US = 5000, US_IN_S = 1000000, NS_IN_US = 1000 };

struct costs {
    int64_t dear;
    uint64_t noted[PLACES]; /* the key except its last bit, which is set for a costly page; 0: none */
};

struct costs *costs_create(void)
{
    struct costs *c = calloc(1, sizeof *c);
    if (!c)
        abort();
    c->dear = DEAR_US;
    return c;
}

void costs_destroy(struct costs *c)
{
    free(c);
}

uint64_t cost_key(const void *owner, str name, int64_t version, int64_t size)
{
    const int64_t rest[] = {(int64_t)(uintptr_t)owner, version, size};
    return str_hash(str_hash(STR_HASH_SEED, name), (str){(const char *)rest, sizeof rest});
}

enum cost costs_find(const struct costs *c, uint64_t key)
{
    uint64_t noted = c->noted[(key >> 1) % PLACES];
    if (!noted || (noted ^ key) > 1)
        return COST_UNKNOWN;
    return noted & 1 ? COST_HIGH : COST_LOW;
}

void costs_note(struct costs *c, uint64_t key, int64_t microseconds)
{
    bool is_dear = microseconds > c->dear;
    c->noted[(key >> 1) % PLACES] = (key & ~UINT64_C(1)) | is_dear;
}

void costs_set_bound(struct costs *c, int64_t microseconds)
{
    c->dear = microseconds;
}

int64_t cost_clock(void)
{
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (int64_t)t.tv_sec * US_IN_S + t.tv_nsec / NS_IN_US;
}
