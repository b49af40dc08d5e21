#include "net/limits.h"

#include "base/clock.h"
#include "net/peer_hash.h"
#include "net/penalties.h"
#include "net/rate.h"

enum {
    MICROSECONDS_IN_MS = 1000,
    OWN_PART = 8 /* this part of all connections is divided among the workers, as a minimum for each */
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

size_t limits_factor(const struct limits_lease *lease, size_t level)
{
    static const size_t of_v6[TABLE_LEVELS] = {1, 2, 4}, of_v4[TABLE_LEVELS] = {1};
    return level < TABLE_LEVELS ? (lease->is_v6 ? of_v6 : of_v4)[level] : 0;
}

/* The microseconds from now after which a bucket of each rate may be full again. */
static void fill_ahead(const struct limits *l, int64_t ahead[TABLE_RATES])
{
    for (size_t i = 0; i < TABLE_RATES; i++) {
        const struct rate rate = rate_of(&l->bounds, (enum table_rate)i);
        ahead[i] = rate.ahead + rate.queue;
    }
}

/* A worker with another configuration may rightly have more: then its connections do not count for others. */
bool limits_believe(struct limits *l, size_t slot, unsigned total, bool audited, int64_t now)
{
    if (slot == l->slot || !audited)
        return slot == l->slot || total <= l->bounds.connections;
    int64_t ahead[TABLE_RATES];
    fill_ahead(l, ahead);
    return total <= l->bounds.connections && !table_audit_lies(&l->audit, l->shared, slot, now, ahead);
}

/* The sums over all workers. */
struct counted {
    size_t workers, total;
    size_t cells[TABLE_ROWS];
};

/* LEASE: its cells are counted; or NULL. AUDITED: without slots that lie. */
static struct counted count(struct limits *l, const struct limits_lease *lease, bool audited)
{
    struct counted sum = {0, 0, {0}};
    const struct net_shared *shared = l->shared;
    int64_t now = audited ? clock_monotonic() * MICROSECONDS_IN_MS : 0;
    for (size_t i = table_next(shared, 0); i < shared->count; i = table_next(shared, i + 1)) {
        const struct table_slot *slot = shared->slots[i];
        unsigned total = atomic_load_explicit(&slot->total, memory_order_relaxed);
        sum.workers++;
        if (!limits_believe(l, i, total, audited, now))
            continue;
        sum.total += total;
        for (size_t row = 0; lease && row < lease->rows; row++) {
            unsigned n = atomic_load_explicit(&slot->counts[lease->cells[row]], memory_order_relaxed);
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

static size_t least_of(const size_t *cells)
{
    size_t least = SIZE_MAX;
    for (size_t row = 0; row < TABLE_ROWS_OF_LEVEL; row++)
        least = cells[row] < least ? cells[row] : least;
    return least;
}

/* The limit that one more connection would break; LIMITS: none. */
static enum metrics_limit broken(const struct limits *l, const struct limits_lease *lease, const struct counted *sum)
{
    if (is_full(l, sum))
        return LIMIT_CONNECTIONS;
    for (size_t level = 0; level * TABLE_ROWS_OF_LEVEL < lease->rows && !lease->exempt; level++) {
        size_t factor = limits_factor(lease, level);
        if (factor && least_of(&sum->cells[level * TABLE_ROWS_OF_LEVEL]) >= l->bounds.per_address * factor)
            return level ? LIMIT_PER_NETWORK : LIMIT_PER_ADDRESS;
    }
    return LIMITS;
}

/* The same, after an audit of doubtful slots. */
static enum metrics_limit broken_in_truth(struct limits *l, const struct limits_lease *lease)
{
    struct counted sum = count(l, lease, false);
    if (broken(l, lease, &sum) == LIMITS)
        return LIMITS;
    sum = count(l, lease, true);
    return broken(l, lease, &sum);
}

bool limits_refuse(const struct limits *l, enum metrics_limit why)
{
    metrics_add(&l->own->metrics.limits[why], 1);
    return false;
}

bool limits_is_proxy(const struct limits *l, const struct address *a)
{
    return address_ranges_have(&l->proxies, a);
}

/* Only this worker writes here: no locked instruction is needed. */
static void change(atomic_uint *number, unsigned by)
{
    atomic_store_explicit(number, atomic_load_explicit(number, memory_order_relaxed) + by, memory_order_release);
}

static bool take_lease(struct limits *l, struct limits_lease *lease)
{
    lease->held = true;
    change(&l->own->total, 1);
    for (size_t row = 0; row < lease->rows; row++)
        change(&l->own->counts[lease->cells[row]], 1);
    return true;
}

static bool enter(struct limits *l, struct limits_lease *lease)
{
    enum metrics_limit why = broken_in_truth(l, lease);
    if (why == LIMIT_CONNECTIONS && l->make_room && l->make_room(l->context))
        why = broken_in_truth(l, lease);
    return why == LIMITS ? take_lease(l, lease) : limits_refuse(l, why);
}

bool limits_enter_proxy(struct limits *l, struct limits_lease *lease)
{
    *lease = (struct limits_lease){.exempt = true};
    return enter(l, lease);
}

static void find_cells(const struct limits *l, const struct address *a, struct limits_lease *lease)
{
    uint64_t networks[ADDRESS_NETWORKS] = {0}, hashes[ADDRESS_NETWORKS] = {0};
    size_t levels = address_networks(a, networks);
    for (size_t level = 0; level < levels; level++) {
        hashes[level] = peer_hash(l->shared->key, networks[level]);
        for (size_t i = 0; i < TABLE_ROWS_OF_LEVEL; i++, lease->rows++)
            lease->cells[lease->rows] = lease->rows * TABLE_CELLS + (size_t)(hashes[level] >> (32 * i)) % TABLE_CELLS;
    }
    lease->who = lease->exempt ? 0 : penalties_name(hashes[0], hashes[levels - 1]);
}

bool limits_enter(struct limits *l, const struct address *a, struct limits_lease *lease)
{
    *lease = (struct limits_lease){.is_v6 = a->is_v6, .exempt = address_ranges_have(&l->exempt, a)};
    find_cells(l, a, lease);
    if (lease->who && penalties_pause(l->shared, lease->who, clock_monotonic() * MICROSECONDS_IN_MS) > 0)
        return limits_refuse(l, LIMIT_PAUSED);
    return enter(l, lease);
}

/* Cells first: a worker never has more in one than in all. */
void limits_leave(struct limits *l, struct limits_lease *lease)
{
    if (!lease->held)
        return;
    lease->held = false;
    for (size_t row = 0; row < lease->rows; row++)
        change(&l->own->counts[lease->cells[row]], (unsigned)-1);
    change(&l->own->total, (unsigned)-1);
}

size_t limits_widest(const struct limits_lease *lease)
{
    return lease->cells[lease->rows - TABLE_ROWS_OF_LEVEL];
}

unsigned limits_of_cell(const struct limits *l, size_t cell)
{
    return atomic_load_explicit(&l->own->counts[cell], memory_order_relaxed);
}
