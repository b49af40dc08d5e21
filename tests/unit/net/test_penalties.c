#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/clock.h"
#include "net/limits.h"
#include "net/penalties.h"
#include "net/table_memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WORKERS = 4, FORGIVEN = 4, PAUSE_MAX = 60 };

static const int64_t second = 1000000, start = 1000 * (int64_t)1000000;

/* The Nth address of a network. */
static uint64_t name_of(unsigned network, unsigned n)
{
    return penalties_name(n * UINT64_C(0x9e3779b97f4a7c15), network * UINT64_C(0xc2b2ae3d27d4eb4f));
}

static void offend(struct net_shared *shared, uint64_t who, int times)
{
    for (int i = 0; i < times; i++)
        penalties_add(shared, (size_t)i % WORKERS, who, PENALTY, start);
}

static int64_t pause_at(const struct net_shared *shared, uint64_t who, int64_t seconds)
{
    return penalties_pause(shared, who, start + seconds * second) / second;
}

static void some_offences_are_forgiven_and_more_cost_a_growing_pause(void **state)
{
    (void)state;
    struct net_shared *shared = table_memory(WORKERS);
    uint64_t who = name_of(1, 1);
    for (int i = 1; i <= 20; i++) {
        penalties_add(shared, (size_t)i % WORKERS, who, PENALTY, start);
        int expected = i <= FORGIVEN ? 0 : (i - FORGIVEN) * 10;
        assert_int_equal(pause_at(shared, who, 0), expected < PAUSE_MAX ? expected : PAUSE_MAX);
    }
    assert_int_equal(pause_at(shared, name_of(1, 2), 0), 0);
    assert_int_equal(pause_at(shared, name_of(2, 1), 0), 0);
    table_memory_free(shared);
}

static void impatience_weighs_a_fifth(void **state)
{
    (void)state;
    struct net_shared *shared = table_memory(WORKERS);
    uint64_t who = name_of(1, 1);
    for (int i = 1; i <= 21; i++)
        penalties_add(shared, (size_t)i % WORKERS, who, PENALTY_SMALL, start);
    assert_int_equal(pause_at(shared, who, 0), 2);
    table_memory_free(shared);
}

static void a_pause_ends_and_one_more_offence_begins_another(void **state)
{
    (void)state;
    struct net_shared *shared = table_memory(WORKERS);
    uint64_t who = name_of(1, 1);
    offend(shared, who, FORGIVEN + 2);
    assert_int_equal(pause_at(shared, who, 0), 20);
    assert_int_equal(pause_at(shared, who, 19), 1);
    assert_int_equal(pause_at(shared, who, 20), 0);
    penalties_add(shared, 0, who, PENALTY, start + 20 * second);
    assert_int_equal(pause_at(shared, who, 20), 10);
    /* After a quiet time all of it is forgotten. */
    for (int i = 0; i < FORGIVEN; i++)
        penalties_add(shared, 0, who, PENALTY, start + 200 * second);
    assert_int_equal(pause_at(shared, who, 200), 0);
    table_memory_free(shared);
}

static void a_network_pauses_only_when_three_of_its_addresses_offend(void **state)
{
    (void)state;
    struct net_shared *shared = table_memory(WORKERS);
    offend(shared, name_of(1, 1), 100);
    offend(shared, name_of(1, 2), 100);
    assert_int_equal(pause_at(shared, name_of(1, 9), 0), 0);
    offend(shared, name_of(1, 3), 8);
    assert_int_equal(pause_at(shared, name_of(1, 9), 0), 0);
    offend(shared, name_of(1, 3), 2);
    assert_int_equal(pause_at(shared, name_of(1, 9), 0), 10);
    assert_int_equal(pause_at(shared, name_of(2, 9), 0), 0);
    offend(shared, name_of(1, 3), 100);
    assert_int_equal(pause_at(shared, name_of(1, 9), 0), PAUSE_MAX);
    table_memory_free(shared);
}

static void who_pauses_is_counted_once(void **state)
{
    (void)state;
    struct net_shared *shared = table_memory(WORKERS);
    size_t addresses, networks;
    for (unsigned i = 1; i <= 4; i++)
        offend(shared, name_of(1, i), 40);
    offend(shared, name_of(2, 1), 40);
    offend(shared, name_of(3, 1), FORGIVEN);
    penalties_count(shared, start, &addresses, &networks);
    assert_int_equal(addresses, 5);
    assert_int_equal(networks, 1);
    penalties_count(shared, start + 61 * second, &addresses, &networks);
    assert_int_equal(addresses, 0);
    table_memory_free(shared);
}

/* Each in a network of its own, so that they fill all sets. */
static void who_is_pushed_out_goes_free_and_nobody_pauses_for_another(void **state)
{
    (void)state;
    struct net_shared *shared = table_memory(1);
    enum { MANY = 5000 };
    unsigned paused = 0;
    for (unsigned i = 1; i <= MANY; i++)
        for (int j = 0; j < 10; j++)
            penalties_add(shared, 0, name_of(i, 1), PENALTY, start);
    for (unsigned i = 1; i <= MANY; i++) {
        paused += pause_at(shared, name_of(i, 1), 0) > 0;
        assert_int_equal(pause_at(shared, name_of(MANY + i, 1), 0), 0);
    }
    assert_true(paused > 0 && paused <= TABLE_OFFENDER_SETS * TABLE_OFFENDER_WAYS);
    table_memory_free(shared);
}

static void what_a_dead_worker_saw_is_forgotten(void **state)
{
    (void)state;
    struct net_shared *shared = table_memory(WORKERS);
    for (int i = 0; i < 10; i++)
        penalties_add(shared, 1, name_of(1, 1), PENALTY, start);
    assert_true(pause_at(shared, name_of(1, 1), 0) > 0);
    table_forget(shared, 1);
    assert_int_equal(pause_at(shared, name_of(1, 1), 0), 0);
    table_memory_free(shared);
}

/* A worker in the hands of somebody else can make as many pause as its slot has places. */
static void whatever_a_worker_writes_few_pause(void **state)
{
    (void)state;
    for (unsigned how = 0; how < 20; how++) {
        struct net_shared *shared = table_memory(2);
        unsigned seed = how, paused = 0;
        for (size_t set = 0; set < TABLE_OFFENDER_SETS; set++)
            for (size_t way = 0; way < TABLE_OFFENDER_WAYS; way++) {
                struct table_offender *o = &shared->slots[1]->offenders[set][way];
                uint64_t random = (uint64_t)rand_r(&seed) << 32 | (uint64_t)rand_r(&seed);
                atomic_store(&o->who, how == 0 ? UINT64_MAX : random);
                atomic_store(&o->until, how < 2 ? INT64_MAX : how < 4 ? start + 100 * second : (int64_t)random);
            }
        for (unsigned i = 1; i <= 20000; i++)
            paused += penalties_pause(shared, name_of(i, i), start) > 0;
        assert_true(paused <= TABLE_OFFENDER_SETS * TABLE_OFFENDER_WAYS / 100);
        size_t addresses, networks;
        penalties_count(shared, start, &addresses, &networks);
        assert_true(addresses + networks <= TABLE_OFFENDER_SETS * TABLE_OFFENDER_WAYS);
        offend(shared, name_of(1, 1), 0);
        penalties_add(shared, 0, name_of(1, 1), PENALTY, start);
        table_memory_free(shared);
    }
}

static void a_time_that_cannot_be_counts_as_none(void **state)
{
    (void)state;
    struct net_shared *shared = table_memory(2);
    uint64_t who = name_of(1, 1);
    penalties_add(shared, 1, who, PENALTY, start);
    for (size_t set = 0; set < TABLE_OFFENDER_SETS; set++)
        for (size_t way = 0; way < TABLE_OFFENDER_WAYS; way++)
            if (atomic_load(&shared->slots[1]->offenders[set][way].who) == who)
                atomic_store(&shared->slots[1]->offenders[set][way].until, start + 101 * second);
    assert_int_equal(pause_at(shared, who, 0), 0);
    for (int i = 0; i <= FORGIVEN; i++)
        penalties_add(shared, 0, who, PENALTY, start);
    assert_int_equal(pause_at(shared, who, 0), 10);
    table_memory_free(shared);
}

/* ---- at the door */

static struct limits make_limits(struct net_shared *shared, size_t slot)
{
    static const str exempt[] = {STR_INIT("198.51.100.0/24")}, from[] = {STR_INIT("203.0.113.1")};
    const struct net_options options = {
        .shared = shared,
        .slot = slot,
        .limits = {.connections = 100, .per_address = 50, .exempt = exempt, .exempt_count = 1},
        .proxies = from,
        .proxy_count = 1};
    struct limits l;
    limits_init(&l, &options);
    return l;
}

static bool enters(struct limits *l, const char *text, struct limits_lease *lease)
{
    struct address a;
    assert_true(address_parse(str_of(text), &a));
    return limits_enter(l, &a, lease);
}

static void misbehave(const struct limits *l, const struct limits_lease *lease)
{
    for (int i = 0; i < 10; i++)
        penalties_add(l->shared, l->slot, lease->who, PENALTY, clock_monotonic() * 1000);
}

static void who_pauses_is_refused_by_all_workers_and_counted(void **state)
{
    (void)state;
    struct net_shared *shared = table_memory(WORKERS);
    struct limits one = make_limits(shared, 0), two = make_limits(shared, 1);
    struct limits_lease lease, other;
    assert_true(enters(&one, "192.0.2.1", &lease));
    misbehave(&one, &lease);
    assert_false(enters(&one, "192.0.2.1", &other));
    assert_false(enters(&two, "192.0.2.1", &other));
    assert_true(enters(&two, "192.0.2.2", &other));
    assert_int_equal(table_sum(shared).limits[LIMIT_PAUSED], 2);
    /* All of a /64 are one. */
    assert_true(enters(&one, "2001:db8::1", &lease));
    misbehave(&one, &lease);
    assert_false(enters(&two, "2001:db8::2", &other));
    assert_true(enters(&two, "2001:db8:0:1::2", &other));
    limits_finish(&one);
    limits_finish(&two);
    table_memory_free(shared);
}

static void networks_are_24_bits_of_ipv4_and_48_of_ipv6(void **state)
{
    (void)state;
    static const char *const offenders[] = {"192.0.2.1",       "192.0.2.2",         "192.0.2.3",
                                            "2001:db8:1:1::1", "2001:db8:1:200::1", "2001:db8:1:ffff::1"};
    struct net_shared *shared = table_memory(WORKERS);
    struct limits l = make_limits(shared, 0);
    struct limits_lease holds[6], lease;
    for (size_t i = 0; i < 6; i++)
        assert_true(enters(&l, offenders[i], &holds[i]));
    for (size_t i = 0; i < 6; i++)
        misbehave(&l, &holds[i]);
    assert_false(enters(&l, "192.0.2.200", &lease));
    assert_true(enters(&l, "192.0.3.1", &lease));
    assert_false(enters(&l, "2001:db8:1:9::1", &lease));
    assert_true(enters(&l, "2001:db8:2::1", &lease));
    limits_finish(&l);
    table_memory_free(shared);
}

static void the_exempt_and_balancers_never_pause(void **state)
{
    (void)state;
    struct net_shared *shared = table_memory(WORKERS);
    struct limits l = make_limits(shared, 0);
    struct limits_lease lease, other;
    assert_true(enters(&l, "198.51.100.1", &lease));
    misbehave(&l, &lease);
    assert_true(enters(&l, "198.51.100.1", &other));
    assert_true(limits_enter_proxy(&l, &lease));
    misbehave(&l, &lease);
    assert_true(limits_enter_proxy(&l, &other));
    limits_finish(&l);
    table_memory_free(shared);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(some_offences_are_forgiven_and_more_cost_a_growing_pause),
        cmocka_unit_test(impatience_weighs_a_fifth),
        cmocka_unit_test(a_pause_ends_and_one_more_offence_begins_another),
        cmocka_unit_test(a_network_pauses_only_when_three_of_its_addresses_offend),
        cmocka_unit_test(who_pauses_is_counted_once),
        cmocka_unit_test(who_is_pushed_out_goes_free_and_nobody_pauses_for_another),
        cmocka_unit_test(what_a_dead_worker_saw_is_forgotten),
        cmocka_unit_test(whatever_a_worker_writes_few_pause),
        cmocka_unit_test(a_time_that_cannot_be_counts_as_none),
        cmocka_unit_test(who_pauses_is_refused_by_all_workers_and_counted),
        cmocka_unit_test(networks_are_24_bits_of_ipv4_and_48_of_ipv6),
        cmocka_unit_test(the_exempt_and_balancers_never_pause),
    };
    return cmocka_run_group_tests_name("net/penalties", tests, NULL, NULL);
}
