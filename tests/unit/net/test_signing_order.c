#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "net/signing_order.h"

enum { CROWD = 40, NEW_PEER = 1000 };

static struct signing_order order;

static int set_up(void **state)
{
    (void)state;
    signing_order_init(&order);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    signing_order_finish(&order);
    return 0;
}

static void put(struct signing_turn *turn, uint64_t peer, enum signing_pace pace)
{
    *turn = (struct signing_turn){.peer = peer, .pace = pace};
    signing_order_put(&order, turn, 0);
}

static struct signing_turn *take(void)
{
    return signing_order_take(&order, true, 0);
}

/* The crowd comes again as soon as it has been served, so that its turns are always the older ones. */
static void who_is_new_does_not_wait_for_a_crowd_that_comes_again(void **state)
{
    struct signing_turn crowd[CROWD], newcomer;
    (void)state;
    for (uint64_t i = 0; i < CROWD; i++)
        put(&crowd[i], i, SIGNING_SLOW);
    for (uint64_t i = 0; i < CROWD; i++) {
        assert_ptr_equal(take(), &crowd[i]);
        put(&crowd[i], i, SIGNING_SLOW);
    }
    put(&newcomer, NEW_PEER, SIGNING_SLOW);
    assert_ptr_equal(take(), &newcomer);
    for (size_t i = 0; i < CROWD; i++)
        assert_ptr_equal(take(), &crowd[i]);
    assert_null(take());
}

static void what_a_peer_has_had_is_forgotten_in_time(void **state)
{
    struct signing_turn first, second;
    const uint64_t day = (uint64_t)24 * 60 * 60 * 1000;
    (void)state;
    put(&first, 1, SIGNING_SLOW);
    assert_ptr_equal(take(), &first);
    signing_order_put(&order, &first, day);
    put(&second, 2, SIGNING_SLOW);
    assert_ptr_equal(signing_order_take(&order, true, day), &first);
    assert_ptr_equal(signing_order_take(&order, true, day), &second);
}

static void an_address_of_many_has_had_nothing(void **state)
{
    struct signing_turn shared = {.peer = 1, .pace = SIGNING_SLOW, .exempt = true}, other;
    (void)state;
    signing_order_put(&order, &shared, 0);
    assert_ptr_equal(take(), &shared);
    signing_order_put(&order, &shared, 0);
    put(&other, 2, SIGNING_SLOW);
    assert_ptr_equal(take(), &shared);
    assert_ptr_equal(take(), &other);
}

static void slow_ones_come_last_and_only_when_they_may(void **state)
{
    struct signing_turn slow, fast[2];
    (void)state;
    put(&slow, 1, SIGNING_SLOW);
    put(&fast[0], 2, SIGNING_FAST);
    put(&fast[1], 2, SIGNING_FAST);
    assert_ptr_equal(take(), &fast[0]);
    assert_ptr_equal(take(), &fast[1]);
    assert_null(signing_order_take(&order, false, 0));
    signing_order_drop(&order, &fast[0]);
    assert_ptr_equal(take(), &slow);
    put(&slow, 1, SIGNING_SLOW);
    signing_order_drop(&order, &slow);
    assert_null(take());
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(who_is_new_does_not_wait_for_a_crowd_that_comes_again),
        TEST(what_a_peer_has_had_is_forgotten_in_time),
        TEST(an_address_of_many_has_had_nothing),
        TEST(slow_ones_come_last_and_only_when_they_may),
    };
    return cmocka_run_group_tests_name("net/signing_order", tests, NULL, NULL);
}
