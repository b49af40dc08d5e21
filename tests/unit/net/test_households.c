#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "net/limits_case.h"

#include <stdio.h>

/* An address of IPv6 costs nothing, so the networks of /64, /56 and /48 that hold it are limited, too. */

static const struct net_limits tight = {.connections = 10000, .per_address = 8, .requests_per_second = 4, .burst = 4};

/* Lets COUNT connections ask to enter, each from an address with another number between BEFORE and AFTER. Returns how
 * many do. */
static unsigned enter_many(struct limits *l, const char *before, const char *after, unsigned count)
{
    unsigned entered = 0;
    for (unsigned i = 0; i < count; i++) {
        char text[64];
        struct limits_lease lease;
        snprintf(text, sizeof text, "%s%x%s", before, i, after);
        entered += enters(l, text, &lease);
    }
    return entered;
}

static void a_household_has_no_more_than_its_networks_may(void **state)
{
    (void)state;
    struct net_shared *shared = make_shared();
    struct limits one = make_limits(shared, 0, tight), two = make_limits(shared, 1, tight);
    /* 256 networks of /64 in one of /56, which may have twice as much as one address. */
    assert_int_equal(enter_many(&one, "2001:db8:1:", "::1", 200), 16);
    assert_int_equal(enter_many(&two, "2001:db8:1:", "::2", 200), 0);
    /* 256 networks of /56 in one of /48: four times. */
    assert_int_equal(enter_many(&two, "2001:db8:1:", "00::1", 200), 32 - 16);
    assert_int_equal(enter_many(&two, "2001:db8:2:", "00::1", 200), 32);
    /* Beyond /48 they are strangers, and so are all of IPv4. */
    assert_int_equal(enter_many(&two, "2001:db8:f", "::1", 200), 200);
    assert_true(enters(&two, "192.0.2.1", &(struct limits_lease){0}));
    const struct metrics_sum sum = table_sum(shared);
    assert_int_equal(sum.limits[LIMIT_PER_NETWORK], 184 + 200 + 184 + 168);
    assert_int_equal(sum.limits[LIMIT_PER_ADDRESS], 0);
    limits_finish(&one);
    limits_finish(&two);
    table_memory_free(shared);
}

static void what_a_household_gave_back_it_may_have_again(void **state)
{
    (void)state;
    struct net_shared *shared = make_shared();
    struct limits l = make_limits(shared, 0, tight);
    for (int round = 0; round < 3; round++) {
        struct limits_lease holds[16], other;
        for (unsigned i = 0; i < 16; i++) {
            char text[64];
            snprintf(text, sizeof text, "2001:db8:1:%x::1", i);
            assert_true(enters(&l, text, &holds[i]));
        }
        assert_false(enters(&l, "2001:db8:1:ff::1", &other));
        for (unsigned i = 0; i < 16; i++)
            limits_leave(&l, &holds[i]);
    }
    for (size_t i = 0; i < TABLE_COUNTS; i++)
        assert_int_equal(atomic_load(&shared->slots[0]->counts[i]), 0);
    limits_finish(&l);
    table_memory_free(shared);
}

static void neighbours_in_ipv4_are_not_one_household(void **state)
{
    (void)state;
    struct net_shared *shared = make_shared();
    struct limits l = make_limits(shared, 0, tight);
    unsigned entered = 0;
    for (unsigned i = 0; i < 100 * 4; i++) {
        struct address a = {.bytes = {192, 0, 2, (unsigned char)(i % 100)}};
        entered += limits_enter(&l, &a, &(struct limits_lease){0});
    }
    assert_int_equal(entered, 100 * 4);
    limits_finish(&l);
    table_memory_free(shared);
}

static void a_household_asks_no_more_often_than_its_networks_may(void **state)
{
    (void)state;
    struct net_shared *shared = make_shared();
    struct limits l = make_limits(shared, 0, tight);
    int64_t now = 1000 * (int64_t)SECOND;
    unsigned answered = 0;
    for (unsigned i = 0; i < 16; i++) {
        char text[64];
        struct limits_lease lease;
        snprintf(text, sizeof text, "2001:db8:1:%x::1", i);
        enters(&l, text, &lease);
        for (int j = 0; j < 4; j++)
            answered += limits_ask(&l, &lease, now) == 0;
    }
    assert_int_equal(answered, 2 * 4);
    limits_finish(&l);
    table_memory_free(shared);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_household_has_no_more_than_its_networks_may),
        cmocka_unit_test(what_a_household_gave_back_it_may_have_again),
        cmocka_unit_test(neighbours_in_ipv4_are_not_one_household),
        cmocka_unit_test(a_household_asks_no_more_often_than_its_networks_may),
    };
    return cmocka_run_group_tests_name("net/households", tests, NULL, NULL);
}
