/*
 * The rates: token buckets, each kept as one number (GCRA), the moment at which it will be full again. Each use moves
 * that on by the time in which one token comes; it may lie ahead of now by as many of them as the burst has. Each
 * worker notes it in its own slot, starting from the latest that any of them has noted.
 */
#include "net/limits.h"
#include "net/rate.h"

enum { MICROSECONDS = 1000000 };

/*
 * The moment when the bucket of the LEVEL-th network of LEASE is full again, as far as the slots are possible: no time
 * beyond its burst.
 */
static int64_t full_at(struct limits *l, const struct limits_lease *lease, const struct rate *rate, size_t level,
                       int64_t now, bool audited)
{
    const struct net_shared *shared = l->shared;
    const size_t *cells = &lease->cells[level * TABLE_ROWS_OF_LEVEL];
    int64_t latest[TABLE_ROWS_OF_LEVEL] = {0}, full = INT64_MAX;
    for (size_t i = table_next(shared, 0); i < shared->count; i = table_next(shared, i + 1)) {
        if (audited && !limits_believe(l, i, 0, true, now))
            continue;
        for (size_t row = 0; row < TABLE_ROWS_OF_LEVEL; row++) {
            int64_t at = atomic_load_explicit(&shared->slots[i]->rates[rate->name][cells[row]], memory_order_relaxed);
            if (at > latest[row] && at <= now + rate->ahead + rate->queue)
                latest[row] = at;
        }
    }
    for (size_t row = 0; row < TABLE_ROWS_OF_LEVEL; row++)
        full = latest[row] < full ? latest[row] : full;
    return full > now ? full : now;
}

/* The new moment for each network, and the time to wait. */
struct use {
    int64_t full[TABLE_LEVELS];
    int64_t wait; /* microseconds; 0 or less: not at all */
};

static struct use use_of(struct limits *l, const struct limits_lease *lease, const struct rate *rate, int64_t now,
                         bool audited)
{
    struct use use = {.wait = INT64_MIN};
    for (size_t level = 0; level * TABLE_ROWS_OF_LEVEL < lease->rows; level++) {
        size_t factor = limits_factor(lease, level);
        if (!factor)
            continue;
        use.full[level] = full_at(l, lease, rate, level, now, audited) + rate->step / (int64_t)factor;
        int64_t wait = use.full[level] - now - rate->ahead;
        use.wait = wait > use.wait ? wait : use.wait;
    }
    return use;
}

static void note(struct limits *l, const struct limits_lease *lease, const struct rate *rate, const struct use *use)
{
    for (size_t row = 0; row < lease->rows; row++) {
        _Atomic int64_t *own = &l->own->rates[rate->name][lease->cells[row]];
        int64_t full = use->full[row / TABLE_ROWS_OF_LEVEL];
        if (atomic_load_explicit(own, memory_order_relaxed) < full)
            atomic_store_explicit(own, full, memory_order_relaxed);
    }
}

/* Microseconds to wait; more than the queue: refused, and not noted. */
static int64_t take(struct limits *l, const struct limits_lease *lease, enum table_rate name, int64_t now)
{
    const struct rate rate = rate_of(&l->bounds, name);
    if (lease->exempt || rate.step == 0)
        return 0;
    struct use use = use_of(l, lease, &rate, now, false);
    if (use.wait > 0)
        use = use_of(l, lease, &rate, now, true);
    if (use.wait <= rate.queue)
        note(l, lease, &rate, &use);
    return use.wait > 0 ? use.wait : 0;
}

int limits_ask(struct limits *l, const struct limits_lease *lease, int64_t now_us)
{
    int64_t wait = take(l, lease, TABLE_REQUESTS, now_us);
    if (wait > 0)
        limits_refuse(l, LIMIT_RATE);
    return (int)((wait + MICROSECONDS - 1) / MICROSECONDS);
}

int64_t limits_shake_hands(struct limits *l, const struct limits_lease *lease, int64_t now_us)
{
    int64_t wait = take(l, lease, TABLE_HANDSHAKES, now_us);
    if (wait <= RATE_QUEUE_US)
        return wait;
    limits_refuse(l, LIMIT_HANDSHAKES);
    return -1;
}
