#include "net/penalties.h"

#define SECONDS(n) ((int64_t)(n)*1000000)

enum { NETWORK_OFFENDERS = 3, SEEN_MAX = 64 };

static const int64_t forgiven = SECONDS(40), pause_max = SECONDS(60);

/* The network's half of a name is also its set; the address's half is 0 for the network itself. */
static uint64_t network_of(uint64_t who)
{
    return who >> 32 << 32;
}

static bool is_network(uint64_t who)
{
    return who == network_of(who);
}

static size_t set_of(uint64_t who)
{
    return (size_t)(who >> 32) % TABLE_OFFENDER_SETS;
}

uint64_t penalties_name(uint64_t address, uint64_t network)
{
    uint64_t low = address & UINT32_MAX, high = network >> 32;
    return (high ? high : 1) << 32 | (low ? low : 1);
}

/* An impossible time counts as none. */
static int64_t until_of(const struct table_offender *o, int64_t now)
{
    int64_t until = atomic_load_explicit(&o->until, memory_order_acquire);
    return until > now && until <= now + forgiven + pause_max ? until : 0;
}

static uint64_t who_of(const struct table_offender *o)
{
    return atomic_load_explicit(&o->who, memory_order_acquire);
}

/* The latest time in the slots of all workers. */
static int64_t until(const struct net_shared *shared, uint64_t who, int64_t now)
{
    int64_t latest = 0;
    for (size_t i = table_next(shared, 0); i < shared->count; i = table_next(shared, i + 1)) {
        const struct table_offender *set = shared->slots[i]->offenders[set_of(who)];
        for (size_t way = 0; way < TABLE_OFFENDER_WAYS; way++) {
            int64_t at = who_of(&set[way]) == who ? until_of(&set[way], now) : 0;
            latest = at > latest ? at : latest;
        }
    }
    return latest;
}

/* The place of WHO in the worker's own set, or the one for it: that of the offender who is forgiven first. */
static struct table_offender *place_of(struct table_offender *set, uint64_t who, int64_t now)
{
    struct table_offender *place = &set[0];
    for (size_t way = 0; way < TABLE_OFFENDER_WAYS; way++) {
        if (who_of(&set[way]) == who)
            return &set[way];
        if (until_of(&set[way], now) < until_of(place, now))
            place = &set[way];
    }
    return place;
}

/* Others may be reading: they never see a name with another's time. */
static void note(struct table_offender *place, uint64_t who, int64_t at)
{
    if (who_of(place) != who) {
        atomic_store_explicit(&place->until, 0, memory_order_release);
        atomic_store_explicit(&place->who, who, memory_order_release);
    }
    atomic_store_explicit(&place->until, at, memory_order_release);
}

static void burden(const struct net_shared *shared, size_t slot, uint64_t who, int64_t now, int64_t by)
{
    int64_t before = until(shared, who, now), most = now + forgiven + pause_max;
    int64_t after = (before > now ? before : now) + by;
    note(place_of(shared->slots[slot]->offenders[set_of(who)], who, now), who, after < most ? after : most);
}

/* Names that match, each once. */
struct seen {
    uint64_t names[SEEN_MAX];
    size_t count;
};

static void see(struct seen *seen, uint64_t who)
{
    for (size_t i = 0; i < seen->count; i++)
        if (seen->names[i] == who)
            return;
    if (seen->count < SEEN_MAX)
        seen->names[seen->count++] = who;
}

/* The number of those in the SET that will not be forgiven before AFTER. */
static struct seen look_at(const struct net_shared *shared, size_t set, int64_t now, int64_t after)
{
    struct seen seen = {.count = 0};
    for (size_t i = table_next(shared, 0); i < shared->count; i = table_next(shared, i + 1))
        for (size_t way = 0; way < TABLE_OFFENDER_WAYS; way++) {
            const struct table_offender *o = &shared->slots[i]->offenders[set][way];
            if (who_of(o) && until_of(o, now) > after)
                see(&seen, who_of(o));
        }
    return seen;
}

static size_t offenders_of(const struct net_shared *shared, uint64_t network, int64_t now)
{
    const struct seen seen = look_at(shared, set_of(network), now, now);
    size_t n = 0;
    for (size_t i = 0; i < seen.count; i++)
        n += !is_network(seen.names[i]) && network_of(seen.names[i]) == network;
    return n;
}

void penalties_add(const struct net_shared *shared, size_t slot, uint64_t who, int seconds, int64_t now_us)
{
    if (!who)
        return;
    burden(shared, slot, who, now_us, SECONDS(seconds));
    if (offenders_of(shared, network_of(who), now_us) >= NETWORK_OFFENDERS)
        burden(shared, slot, network_of(who), now_us, SECONDS(seconds) / 2);
}

int64_t penalties_pause(const struct net_shared *shared, uint64_t who, int64_t now_us)
{
    int64_t own = until(shared, who, now_us), network = until(shared, network_of(who), now_us);
    int64_t pause = (own > network ? own : network) - now_us - forgiven;
    return pause > 0 ? pause : 0;
}

void penalties_count(const struct net_shared *shared, int64_t now_us, size_t *addresses, size_t *networks)
{
    *addresses = *networks = 0;
    for (size_t set = 0; set < TABLE_OFFENDER_SETS; set++) {
        const struct seen seen = look_at(shared, set, now_us, now_us + forgiven);
        for (size_t i = 0; i < seen.count; i++)
            *(is_network(seen.names[i]) ? networks : addresses) += 1;
    }
}
