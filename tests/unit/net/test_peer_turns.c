#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "net/peer_turns.h"

enum { MANY = 64 };

static void one_peer_s_come_in_the_order_in_which_they_were_put(void **state)
{
    (void)state;
    struct peer_turns turns = {0};
    struct peer_turn t[MANY];
    assert_null(peer_turns_take(&turns));
    for (size_t i = 0; i < MANY; i++)
        peer_turns_put(&turns, &t[i], 1);
    for (size_t i = 0; i < MANY; i++)
        assert_ptr_equal(peer_turns_take(&turns), &t[i]);
    assert_null(peer_turns_take(&turns));
}

static void who_has_one_waits_for_one_of_each_other(void **state)
{
    (void)state;
    struct peer_turns turns = {0};
    struct peer_turn greedy[MANY], modest, third;
    for (size_t i = 0; i < MANY; i++)
        peer_turns_put(&turns, &greedy[i], 1);
    assert_ptr_equal(peer_turns_take(&turns), &greedy[0]);
    peer_turns_put(&turns, &modest, 2);
    peer_turns_put(&turns, &third, 3);
    assert_ptr_equal(peer_turns_take(&turns), &greedy[1]);
    assert_ptr_equal(peer_turns_take(&turns), &modest);
    assert_ptr_equal(peer_turns_take(&turns), &third);
    assert_ptr_equal(peer_turns_take(&turns), &greedy[2]);
    peer_turns_put(&turns, &modest, 2);
    assert_ptr_equal(peer_turns_take(&turns), &greedy[3]);
    assert_ptr_equal(peer_turns_take(&turns), &modest);
    for (size_t i = 4; i < MANY; i++)
        assert_ptr_equal(peer_turns_take(&turns), &greedy[i]);
    assert_null(peer_turns_take(&turns));
}

/* Every way to leave: from the front, the middle, the end, and as the last one. */
static void who_leaves_is_left_out(void **state)
{
    (void)state;
    for (unsigned left = 0; left < 1U << 6; left++) {
        struct peer_turns turns = {0};
        struct peer_turn t[6];
        for (size_t i = 0; i < 6; i++)
            peer_turns_put(&turns, &t[i], i % 2);
        for (size_t i = 0; i < 6; i++)
            if (left & 1U << i) {
                peer_turns_drop(&turns, &t[i]);
                peer_turns_drop(&turns, &t[i]);
            }
        unsigned seen = left;
        for (struct peer_turn *taken = peer_turns_take(&turns); taken; taken = peer_turns_take(&turns)) {
            unsigned bit = 1U << (taken - t);
            assert_false(seen & bit);
            seen |= bit;
            peer_turns_drop(&turns, taken);
        }
        assert_int_equal(seen, (1U << 6) - 1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_peer_s_come_in_the_order_in_which_they_were_put),
        cmocka_unit_test(who_has_one_waits_for_one_of_each_other),
        cmocka_unit_test(who_leaves_is_left_out),
    };
    return cmocka_run_group_tests_name("net/peer_turns", tests, NULL, NULL);
}
