#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "net/spent.h"

enum { SECOND_US = 1000000, MINUTE_MS = 60000, MANY = 100000 };

static void what_is_spent_adds_up_for_each_address(void **state)
{
    (void)state;
    struct spent *s = spent_create();
    spent_add(s, 1, SECOND_US, 5);
    spent_add(s, 1, SECOND_US, 5);
    spent_add(s, 2, 7, 5);
    assert_int_equal(spent_microseconds(s, 1, 5), 2 * SECOND_US);
    assert_int_equal(spent_microseconds(s, 2, 5), 7);
    assert_int_equal(spent_microseconds(s, 3, 5), 0);
    spent_destroy(s);
}

static void half_is_forgotten_each_minute(void **state)
{
    (void)state;
    struct spent *s = spent_create();
    uint64_t before = SECOND_US;
    spent_add(s, 1, SECOND_US, 0);
    assert_int_equal(spent_microseconds(s, 1, MINUTE_MS), SECOND_US / 2);
    assert_int_equal(spent_microseconds(s, 1, 2 * MINUTE_MS), SECOND_US / 4);
    for (uint64_t now = 0; now < 3 * MINUTE_MS; now += 1000) {
        assert_true(spent_microseconds(s, 1, now) <= before);
        before = spent_microseconds(s, 1, now);
    }
    assert_int_equal(spent_microseconds(s, 1, UINT64_MAX), 0);
    spent_add(s, 1, SECOND_US, MINUTE_MS);
    assert_int_equal(spent_microseconds(s, 1, MINUTE_MS), SECOND_US + SECOND_US / 2);
    spent_destroy(s);
}

static void of_many_addresses_the_greediest_is_kept(void **state)
{
    (void)state;
    struct spent *s = spent_create();
    spent_add(s, 1, SECOND_US, 0);
    for (uint64_t i = 2; i < MANY; i++)
        spent_add(s, i, 1000, 0);
    assert_int_equal(spent_microseconds(s, 1, 0), SECOND_US);
    spent_destroy(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_spent_adds_up_for_each_address),
        cmocka_unit_test(half_is_forgotten_each_minute),
        cmocka_unit_test(of_many_addresses_the_greediest_is_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
