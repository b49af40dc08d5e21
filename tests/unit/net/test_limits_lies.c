#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/clock.h"
#include "net/limits_case.h"

#include <stdlib.h>
#include <string.h>

/* Workers that were taken over, and write into their slots whatever they like. */

static void fill(struct table_slot *slot, unsigned how)
{
    unsigned seed = how;
    unsigned char *bytes = (unsigned char *)slot;
    if (how < 2)
        memset(slot, how ? 0xff : 0, sizeof *slot);
    for (size_t i = 0; how >= 2 && i < sizeof *slot; i++)
        bytes[i] = (unsigned char)rand_r(&seed);
}

static const struct net_limits lied_to = {.connections = 1000, .per_address = 8, .requests_per_second = 2, .burst = 5};

static void whatever_a_worker_fills_its_slot_with_the_others_count_as_before(void **state)
{
    (void)state;
    for (unsigned how = 0; how < 50; how++) {
        struct net_shared *shared = make_shared();
        struct limits honest = make_limits(shared, 0, lied_to);
        struct limits_lease lease, holds[9];
        fill(shared->slots[1], how);
        for (int i = 0; i < 8; i++)
            assert_true(enters(&honest, "192.0.2.1", &holds[i]));
        assert_false(enters(&honest, "192.0.2.1", &holds[8]));
        assert_true(enters(&honest, "192.0.2.2", &lease));
        assert_int_equal(limits_connections(&honest), 9);
        for (int i = 0; i < 5; i++)
            assert_int_equal(limits_ask(&honest, &lease, 1000 * (int64_t)SECOND), 0);
        assert_int_equal(limits_ask(&honest, &lease, 1000 * (int64_t)SECOND), 1);
        const struct metrics_sum sum = table_sum(shared);
        assert_int_equal(sum.limits[LIMIT_PER_ADDRESS], 1);
        table_forget(shared, 1);
        assert_int_equal(table_sum(shared).limits[LIMIT_PER_ADDRESS], 1);
        assert_int_equal(limits_connections(&honest), 9);
        limits_finish(&honest);
        table_memory_free(shared);
    }
}

/* Each number alone is possible; it is in all cells. */
static void assert_lie_is_not_believed(unsigned count, int64_t ahead)
{
    struct net_shared *shared = make_shared();
    struct limits honest = make_limits(shared, 0, lied_to);
    struct table_slot *liar = shared->slots[1];
    int64_t now = clock_monotonic() * 1000;
    atomic_store(&liar->total, 999);
    for (size_t i = 0; i < TABLE_COUNTS; i++) {
        atomic_store(&liar->counts[i], count);
        for (size_t rate = 0; rate < TABLE_RATES; rate++)
            atomic_store(&liar->rates[rate][i], now + ahead);
    }
    struct limits_lease lease;
    assert_true(enters(&honest, "192.0.2.1", &lease));
    assert_int_equal(limits_ask(&honest, &lease, now), 0);
    assert_int_equal(limits_shake_hands(&honest, &lease, now), 0);
    limits_finish(&honest);
    table_memory_free(shared);
}

static void connections_that_one_peer_may_have_are_not_believed_of_all(void **state)
{
    (void)state;
    assert_lie_is_not_believed(8, 0);
}

static void requests_that_one_peer_may_make_are_not_believed_of_all(void **state)
{
    (void)state;
    assert_lie_is_not_believed(0, 5 * (int64_t)SECOND / 2);
}

static void a_time_beyond_the_burst_counts_as_none(void **state)
{
    (void)state;
    assert_lie_is_not_believed(0, 1000 * (int64_t)SECOND);
}

static void a_part_of_all_connections_is_each_worker_s_own(void **state)
{
    (void)state;
    struct net_shared *shared = make_shared();
    struct limits honest = make_limits(shared, 0, lied_to);
    struct limits_lease lease;
    atomic_store(&shared->slots[1]->total, 1000);
    unsigned entered = 0;
    for (unsigned i = 0; i < 200; i++) {
        struct address a = {.bytes = {10, 0, 0, (unsigned char)i}};
        entered += limits_enter(&honest, &a, &lease);
    }
    assert_int_equal(entered, 1000 / 8 / WORKERS);
    assert_false(limits_enter_proxy(&honest, &lease));
    limits_finish(&honest);
    table_memory_free(shared);
}

/* A busy worker, too, is believed: its numbers fit together. */
static void an_honest_worker_is_believed(void **state)
{
    (void)state;
    struct net_shared *shared = make_shared();
    struct limits one = make_limits(shared, 0, lied_to), two = make_limits(shared, 1, lied_to);
    int64_t now = clock_monotonic() * 1000;
    struct limits_lease lease, asked, last;
    for (unsigned i = 0; i < 200; i++) {
        struct address a = {.bytes = {10, 0, 0, (unsigned char)i}};
        assert_true(limits_enter(&two, &a, &lease));
        limits_ask(&two, &lease, now);
    }
    for (int i = 0; i < 8; i++)
        assert_true(enters(&two, "192.0.2.1", &asked));
    for (int i = 0; i < 5; i++)
        limits_ask(&two, &asked, now);
    assert_false(enters(&one, "192.0.2.1", &last));
    assert_true(limits_ask(&one, &last, now) > 0);
    limits_finish(&one);
    limits_finish(&two);
    table_memory_free(shared);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whatever_a_worker_fills_its_slot_with_the_others_count_as_before),
        cmocka_unit_test(connections_that_one_peer_may_have_are_not_believed_of_all),
        cmocka_unit_test(requests_that_one_peer_may_make_are_not_believed_of_all),
        cmocka_unit_test(a_time_beyond_the_burst_counts_as_none),
        cmocka_unit_test(a_part_of_all_connections_is_each_worker_s_own),
        cmocka_unit_test(an_honest_worker_is_believed),
    };
    return cmocka_run_group_tests_name("net/limits_lies", tests, NULL, NULL);
}
