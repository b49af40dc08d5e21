#include "net/limits.h"

#include "base/clock.h"

enum {
    MICROSECONDS = 1000000,
    MICROSECONDS_IN_MS = 1000,
    OWN_PART = 8 /* of all connections, that part is shared out among workers for each to have in any case */
};

void limits_init(struct limits *l, const struct net_options *options)
{
    *l = (struct limits){.shared = options->shared, .slot = options->slot, .bounds = options->limits};
    l->own = options->shared->slots[options->slot];
    address_ranges_init(&l->exempt, l->bounds.exempt, l->bounds.exempt_count, "limits.exempt");
    address_ranges_init(&l->proxies, options->proxies, options->proxy_count, "proxy_protocol.from");
}

void limits_finish(struct limits *l)
{
    address_ranges_finish(&l->exempt);
    address_ranges_finish(&l->proxies);
}

static uint64_t rotate(uint64_t x, int by)
{
    return x << by | x >> (64 - by);
}

/* SipHash-1-3 of eight bytes: keyed, and short enough for each accept. */
static uint64_t hash(const uint64_t key[2], uint64_t peer)
{
    uint64_t v[4] = {key[0] ^ 0x736f6d6570736575, key[1] ^ 0x646f72616e646f6d, key[0] ^ 0x6c7967656e657261,
                     key[1] ^ 0x7465646279746573};
    const uint64_t words[] = {peer, UINT64_C(8) << 56};
    for (size_t round = 0; round < 5; round++) {
        if (round < 2)
            v[3] ^= words[round];
        if (round == 2)
            v[2] ^= 0xff;
        v[0] += v[1], v[1] = rotate(v[1], 13) ^ v[0], v[0] = rotate(v[0], 32);
        v[2] += v[3], v[3] = rotate(v[3], 16) ^ v[2];
        v[0] += v[3], v[3] = rotate(v[3], 21) ^ v[0];
        v[2] += v[1], v[1] = rotate(v[1], 17) ^ v[2], v[2] = rotate(v[2], 32);
        if (round < 2)
            v[0] ^= words[round];
    }
    return v[0] ^ v[1] ^ v[2] ^ v[3];
}

/* Microseconds that a bucket may be from being full. */
static int64_t ahead_of(const struct limits *l, int64_t *step)
{
    *step = l->bounds.requests_per_second > 0 ? MICROSECONDS / l->bounds.requests_per_second : 0;
    return *step * (l->bounds.burst > 0 ? l->bounds.burst : 1);
}

/* One that serves under another configuration may rightly have more: its connections are its own then. */
static bool is_believed(struct limits *l, size_t slot, unsigned total, bool audited, int64_t now)
{
    int64_t step, ahead = ahead_of(l, &step);
    if (slot == l->slot)
        return true;
    return total <= l->bounds.connections && !(audited && table_audit_lies(&l->audit, l->shared, slot, now, ahead));
}

/* What all workers have together. */
struct counted {
    size_t workers, total;
    size_t cells[TABLE_ROWS];
};

/* CELLS: one of each row, or NULL. AUDITED: without those that lie. */
static struct counted count(struct limits *l, const size_t *cells, bool audited)
{
    struct counted sum = {0, 0, {0}};
    const struct net_shared *shared = l->shared;
    int64_t now = audited ? clock_monotonic() * MICROSECONDS_IN_MS : 0;
    for (size_t i = table_next(shared, 0); i < shared->count; i = table_next(shared, i + 1)) {
        const struct table_slot *slot = shared->slots[i];
        unsigned total = atomic_load_explicit(&slot->total, memory_order_relaxed);
        sum.workers++;
        if (!is_believed(l, i, total, audited, now))
            continue;
        sum.total += total;
        for (size_t row = 0; cells && row < TABLE_ROWS; row++) {
            unsigned n = atomic_load_explicit(&slot->counts[cells[row]], memory_order_relaxed);
            sum.cells[row] += n < total ? n : total;
        }
    }
    return sum;
}

size_t limits_connections(struct limits *l)
{
    return count(l, NULL, false).total;
}

static bool is_full(const struct limits *l, const struct counted *sum)
{
    size_t part = l->bounds.connections / OWN_PART / (sum->workers ? sum->workers : 1);
    return sum->total >= l->bounds.connections && atomic_load_explicit(&l->own->total, memory_order_relaxed) >= part;
}

static bool has_too_many(const struct limits *l, const struct limits_hold *hold, const struct counted *sum)
{
    size_t least = SIZE_MAX;
    for (size_t row = 0; row < TABLE_ROWS; row++)
        least = sum->cells[row] < least ? sum->cells[row] : least;
    return !hold->exempt && least >= l->bounds.per_address;
}

static bool refuse(const struct limits *l, enum tally_limit why)
{
    tally_add(&l->own->tally.limits[why], 1);
    return false;
}

bool limits_is_proxy(const struct limits *l, const struct address *a)
{
    return address_ranges_have(&l->proxies, a);
}

/* This worker alone writes: that takes no locked instruction. */
static void change(atomic_uint *number, unsigned by)
{
    atomic_store_explicit(number, atomic_load_explicit(number, memory_order_relaxed) + by, memory_order_release);
}

static void hold_on(struct limits *l, struct limits_hold *hold)
{
    hold->held = true;
    change(&l->own->total, 1);
    for (size_t row = 0; row < TABLE_ROWS && !hold->nobody; row++)
        change(&l->own->counts[hold->cells[row]], 1);
}

bool limits_enter_proxy(struct limits *l, struct limits_hold *hold)
{
    *hold = (struct limits_hold){.exempt = true, .nobody = true};
    struct counted sum = count(l, NULL, false);
    if (is_full(l, &sum))
        sum = count(l, NULL, true);
    if (is_full(l, &sum))
        return refuse(l, LIMIT_CONNECTIONS);
    hold_on(l, hold);
    return true;
}

bool limits_enter(struct limits *l, const struct address *a, struct limits_hold *hold)
{
    uint64_t h = hash(l->shared->key, address_peer(a));
    hold->held = hold->nobody = false;
    hold->exempt = address_ranges_have(&l->exempt, a);
    for (size_t row = 0; row < TABLE_ROWS; row++)
        hold->cells[row] = row * TABLE_CELLS + (size_t)(h >> (32 * row)) % TABLE_CELLS;
    struct counted sum = count(l, hold->cells, false);
    if (is_full(l, &sum) || has_too_many(l, hold, &sum))
        sum = count(l, hold->cells, true);
    if (is_full(l, &sum))
        return refuse(l, LIMIT_CONNECTIONS);
    if (has_too_many(l, hold, &sum))
        return refuse(l, LIMIT_PER_ADDRESS);
    hold_on(l, hold);
    return true;
}

/* Cells first: a worker never has more in one than in all. */
void limits_leave(struct limits *l, struct limits_hold *hold)
{
    if (!hold->held)
        return;
    hold->held = false;
    for (size_t row = 0; row < TABLE_ROWS && !hold->nobody; row++)
        change(&l->own->counts[hold->cells[row]], (unsigned)-1);
    change(&l->own->total, (unsigned)-1);
}

/* When the bucket of the peer is full again, as far as workers say what can be: no time beyond its burst. */
static int64_t full_at(struct limits *l, const struct limits_hold *hold, int64_t now, int64_t ahead, bool audited)
{
    const struct net_shared *shared = l->shared;
    int64_t latest[TABLE_ROWS] = {0}, full = INT64_MAX;
    for (size_t i = table_next(shared, 0); i < shared->count; i = table_next(shared, i + 1)) {
        if (audited && !is_believed(l, i, 0, true, now))
            continue;
        for (size_t row = 0; row < TABLE_ROWS; row++) {
            int64_t at = atomic_load_explicit(&shared->slots[i]->rates[hold->cells[row]], memory_order_relaxed);
            if (at > latest[row] && at <= now + ahead)
                latest[row] = at;
        }
    }
    for (size_t row = 0; row < TABLE_ROWS; row++)
        full = latest[row] < full ? latest[row] : full;
    return full > now ? full : now;
}

/*
 * A token bucket kept as one number (GCRA): the moment at which the bucket will be full again. Each request moves it on
 * by the time in which one token comes; it may lie ahead of now by as many of them as the burst has. Each worker notes
 * it in its own slot, going on from the latest that any of them has noted.
 */
int limits_ask(struct limits *l, const struct limits_hold *hold, int64_t now_us)
{
    int64_t step, ahead = ahead_of(l, &step);
    if (hold->exempt || step == 0)
        return 0;
    int64_t full = full_at(l, hold, now_us, ahead, false) + step;
    if (full - now_us > ahead)
        full = full_at(l, hold, now_us, ahead, true) + step;
    int64_t wait = full - now_us - ahead;
    if (wait > 0) {
        refuse(l, LIMIT_RATE);
        return (int)((wait + MICROSECONDS - 1) / MICROSECONDS);
    }
    for (size_t row = 0; row < TABLE_ROWS; row++) {
        _Atomic int64_t *own = &l->own->rates[hold->cells[row]];
        if (atomic_load_explicit(own, memory_order_relaxed) < full)
            atomic_store_explicit(own, full, memory_order_relaxed);
    }
    return 0;
}
