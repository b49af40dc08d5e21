#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "net/fair_queue.h"

enum { MANY = 64 };

static void one_peer_s_come_in_the_order_in_which_they_were_put(void **state)
{
    (void)state;
    struct fair_queue queue = {0};
    struct fair_item t[MANY];
    assert_null(fair_queue_take(&queue, 0));
    for (size_t i = 0; i < MANY; i++)
        fair_queue_put(&queue, &t[i], 1, 0);
    for (size_t i = 0; i < MANY; i++)
        assert_ptr_equal(fair_queue_take(&queue, 0), &t[i]);
    assert_null(fair_queue_take(&queue, 0));
}

static void who_has_one_waits_for_one_of_each_other(void **state)
{
    (void)state;
    struct fair_queue queue = {0};
    struct fair_item greedy[MANY], modest, third;
    for (size_t i = 0; i < MANY; i++)
        fair_queue_put(&queue, &greedy[i], 1, 0);
    assert_ptr_equal(fair_queue_take(&queue, 0), &greedy[0]);
    fair_queue_put(&queue, &modest, 2, 0);
    fair_queue_put(&queue, &third, 3, 0);
    assert_ptr_equal(fair_queue_take(&queue, 0), &greedy[1]);
    assert_ptr_equal(fair_queue_take(&queue, 0), &modest);
    assert_ptr_equal(fair_queue_take(&queue, 0), &third);
    assert_ptr_equal(fair_queue_take(&queue, 0), &greedy[2]);
    fair_queue_put(&queue, &modest, 2, 0);
    assert_ptr_equal(fair_queue_take(&queue, 0), &greedy[3]);
    assert_ptr_equal(fair_queue_take(&queue, 0), &modest);
    for (size_t i = 4; i < MANY; i++)
        assert_ptr_equal(fair_queue_take(&queue, 0), &greedy[i]);
    assert_null(fair_queue_take(&queue, 0));
}

/* Every way to leave: from the front, the middle, the end, and as the last one. */
static void who_leaves_is_left_out(void **state)
{
    (void)state;
    for (unsigned left = 0; left < 1U << 6; left++) {
        struct fair_queue queue = {0};
        struct fair_item t[6];
        for (size_t i = 0; i < 6; i++)
            fair_queue_put(&queue, &t[i], i % 2, 0);
        for (size_t i = 0; i < 6; i++)
            if (left & 1U << i) {
                fair_queue_drop(&queue, &t[i]);
                fair_queue_drop(&queue, &t[i]);
            }
        unsigned seen = left;
        for (struct fair_item *taken = fair_queue_take(&queue, 0); taken; taken = fair_queue_take(&queue, 0)) {
            unsigned bit = 1U << (taken - t);
            assert_false(seen & bit);
            seen |= bit;
            fair_queue_drop(&queue, taken);
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
    return cmocka_run_group_tests_name("net/fair_queue", tests, NULL, NULL);
}
