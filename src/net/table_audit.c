#include "net/table_audit.h"

enum {
    HONEST_FOR = 1000000,
    LIES_FOR = 10000000,
    SLACK = 64,   /* connections that come and go meanwhile */
    RATE_PART = 8 /* at most this part of all buckets of a row may be exhausted */
};

static unsigned total_of(const struct table_slot *slot)
{
    return atomic_load_explicit(&slot->total, memory_order_acquire);
}

static bool counts_fit(const struct table_slot *slot, size_t row)
{
    uint64_t sum = 0;
    unsigned before = total_of(slot);
    for (size_t i = row * TABLE_CELLS; i < (row + 1) * TABLE_CELLS; i++)
        sum += atomic_load_explicit(&slot->counts[i], memory_order_relaxed);
    unsigned after = total_of(slot);
    return sum <= (uint64_t)(before > after ? before : after) + SLACK;
}

static bool rate_fits(const struct table_slot *slot, size_t rate, size_t row, int64_t now, int64_t ahead)
{
    int64_t sum = 0, most = ahead / RATE_PART * TABLE_CELLS;
    for (size_t i = row * TABLE_CELLS; i < (row + 1) * TABLE_CELLS && sum <= most; i++) {
        int64_t full = atomic_load_explicit(&slot->rates[rate][i], memory_order_relaxed);
        if (full > now && full - now <= ahead)
            sum += full - now;
    }
    return sum <= most;
}

static bool rates_fit(const struct table_slot *slot, size_t row, int64_t now, const int64_t ahead[TABLE_RATES])
{
    bool fit = true;
    for (size_t rate = 0; rate < TABLE_RATES && fit; rate++)
        fit = rate_fits(slot, rate, row, now, ahead[rate]);
    return fit;
}

bool table_audit_lies(struct table_audit *audit, const struct net_shared *shared, size_t slot, int64_t now,
                      const int64_t ahead[TABLE_RATES])
{
    if (now < audit->slots[slot].until)
        return audit->slots[slot].is_verbatim;
    bool fits = true;
    for (size_t row = 0; row < TABLE_ROWS && fits; row++)
        fits = counts_fit(shared->slots[slot], row) && rates_fit(shared->slots[slot], row, now, ahead);
    audit->slots[slot].is_verbatim = !fits;
    audit->slots[slot].until = now + (fits ? HONEST_FOR : LIES_FOR);
    return !fits;
}
