#include "net/metrics.h"

#include <assert.h>

static_assert(sizeof(struct metrics) == sizeof(struct metrics_sum), "an atomic number is no larger than a plain one");
static_assert(sizeof(struct metrics) % sizeof(uint64_t) == 0, "nothing but numbers");

const uint32_t metrics_bounds[METRICS_BUCKETS] = {100,   250,    500,    1000,   2500,    5000,    10000,   25000,
                                                  50000, 100000, 250000, 500000, 1000000, 2500000, 10000000};

const char *const metrics_failures[FAILURES] = {"not_tls",  "unsupported", "certificate", "refused",
                                                "unsigned", "malformed",   "left",        "timeout"};
const char *const metrics_offences[OFFENCES] = {"handshake", "left", "line", "timeout"};

bool metrics_has_statuses(enum net_protocol protocol)
{
    return protocol == NET_GEMINI || protocol == NET_SPARTAN;
}

void metrics_add(_Atomic uint64_t *number, uint64_t n)
{
    uint64_t before = atomic_load_explicit(number, memory_order_relaxed);
    atomic_store_explicit(number, before + n, memory_order_relaxed);
}

void metrics_request(struct metrics *t, enum net_protocol protocol, int status, uint64_t bytes, uint64_t microseconds)
{
    size_t bucket = 0;
    while (bucket < METRICS_BUCKETS && microseconds > metrics_bounds[bucket])
        bucket++;
    metrics_add(&t->requests[protocol][status >= 0 && status < METRICS_STATUSES ? status : 0], 1);
    metrics_add(&t->bytes[protocol], bytes);
    metrics_add(&t->durations[protocol][bucket], 1);
    metrics_add(&t->microseconds[protocol], microseconds);
}

static uint64_t add(uint64_t a, uint64_t b, uint64_t most)
{
    if (b > most)
        return a;
    return a > UINT64_MAX - b ? UINT64_MAX : a + b;
}

void metrics_sum_add(struct metrics_sum *sum, const struct metrics *t, uint64_t most)
{
    const _Atomic uint64_t *from = (const _Atomic uint64_t *)(const void *)t;
    uint64_t *to = (uint64_t *)(void *)sum;
    for (size_t i = 0; i < sizeof *t / sizeof *from; i++)
        to[i] = add(to[i], atomic_load_explicit(&from[i], memory_order_relaxed), most);
}

void metrics_move(struct metrics *into, const struct metrics *t, uint64_t most)
{
    const _Atomic uint64_t *from = (const _Atomic uint64_t *)(const void *)t;
    _Atomic uint64_t *to = (_Atomic uint64_t *)(void *)into;
    for (size_t i = 0; i < sizeof *t / sizeof *from; i++)
        atomic_store_explicit(&to[i],
                              add(atomic_load_explicit(&to[i], memory_order_relaxed),
                                  atomic_load_explicit(&from[i], memory_order_relaxed), most),
                              memory_order_relaxed);
}
