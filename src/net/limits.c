#include "net/limits.h"

#include "net/table.h"

enum { MICROSECONDS = 1000000 };

void limits_init(struct limits *l, const struct net_options *options)
{
    *l = (struct limits){.shared = options->shared, .slot = options->slot, .bounds = options->limits};
    address_ranges_init(&l->exempt, l->bounds.exempt, l->bounds.exempt_count, "limits.exempt");
    address_ranges_init(&l->proxies, options->proxies, options->proxy_count, "proxy_protocol.from");
    table_claim(l->shared, l->slot);
}

void limits_finish(struct limits *l)
{
    address_ranges_finish(&l->exempt);
    address_ranges_finish(&l->proxies);
    net_shared_forget(l->shared, l->slot);
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

size_t limits_connections(const struct limits *l)
{
    size_t sum = 0, used = atomic_load(&l->shared->used);
    for (size_t slot = 0; slot < used; slot++)
        sum += atomic_load_explicit(table_total(l->shared, slot), memory_order_relaxed);
    return sum;
}

static size_t connections_of_cell(const struct limits *l, size_t cell)
{
    size_t sum = 0, used = atomic_load(&l->shared->used);
    for (size_t slot = 0; slot < used; slot++)
        sum += atomic_load_explicit(table_count(l->shared, cell, slot), memory_order_relaxed);
    return sum;
}

static size_t connections_of_peer(const struct limits *l, const struct limits_hold *hold)
{
    size_t least = SIZE_MAX;
    for (size_t row = 0; row < TABLE_ROWS; row++) {
        size_t n = connections_of_cell(l, hold->cells[row]);
        least = n < least ? n : least;
    }
    return least;
}

static bool refuse(const struct limits *l, enum tally_limit why)
{
    tally_add(&table_tally(l->shared, l->slot)->limits[why], 1);
    return false;
}

bool limits_is_proxy(const struct limits *l, const struct address *a)
{
    return address_ranges_have(&l->proxies, a);
}

static void hold_on(struct limits *l, struct limits_hold *hold)
{
    hold->held = true;
    atomic_fetch_add(table_total(l->shared, l->slot), 1);
    for (size_t row = 0; row < TABLE_ROWS && !hold->nobody; row++)
        atomic_fetch_add(table_count(l->shared, hold->cells[row], l->slot), 1);
}

bool limits_enter_proxy(struct limits *l, struct limits_hold *hold)
{
    *hold = (struct limits_hold){.exempt = true, .nobody = true};
    if (limits_connections(l) >= l->bounds.connections)
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
    if (limits_connections(l) >= l->bounds.connections)
        return refuse(l, LIMIT_CONNECTIONS);
    if (!hold->exempt && connections_of_peer(l, hold) >= l->bounds.per_address)
        return refuse(l, LIMIT_PER_ADDRESS);
    hold_on(l, hold);
    return true;
}

void limits_leave(struct limits *l, struct limits_hold *hold)
{
    if (!hold->held)
        return;
    hold->held = false;
    atomic_fetch_sub(table_total(l->shared, l->slot), 1);
    for (size_t row = 0; row < TABLE_ROWS && !hold->nobody; row++)
        atomic_fetch_sub(table_count(l->shared, hold->cells[row], l->slot), 1);
}

static void raise_to(_Atomic int64_t *cell, int64_t value)
{
    int64_t seen = atomic_load(cell);
    while (seen < value && !atomic_compare_exchange_weak(cell, &seen, value))
        continue;
}

/*
 * A token bucket kept as one number (GCRA): the moment at which the bucket will be full again. Each request moves it on
 * by the time in which one token comes; it may lie ahead of now by as many of them as the burst has.
 */
int limits_ask(struct limits *l, const struct limits_hold *hold, int64_t now_us)
{
    if (hold->exempt || l->bounds.requests_per_second <= 0)
        return 0;
    int64_t step = MICROSECONDS / l->bounds.requests_per_second;
    int64_t ahead = step * (l->bounds.burst > 0 ? l->bounds.burst : 1);
    int64_t full = INT64_MAX;
    for (size_t row = 0; row < TABLE_ROWS; row++) {
        int64_t seen = atomic_load(&l->shared->rates[hold->cells[row]]);
        full = seen < full ? seen : full;
    }
    full = (full > now_us ? full : now_us) + step;
    int64_t wait = full - now_us - ahead;
    if (wait > 0) {
        refuse(l, LIMIT_RATE);
        return (int)((wait + MICROSECONDS - 1) / MICROSECONDS);
    }
    for (size_t row = 0; row < TABLE_ROWS; row++)
        raise_to(&l->shared->rates[hold->cells[row]], full);
    return 0;
}
