#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "server/backoff.h"

#include <signal.h>
#include <unistd.h>

/* Values of waitpid(2). */
enum { CODE_1 = 1 << 8, KILLED = SIGKILL, CRASHED = SIGSEGV, YOUNG = 10, OLD = 60000, MANY = 40 };

static void a_first_end_costs_no_pause(void **state)
{
    (void)state;
    static const int ends[] = {CODE_1, KILLED, CRASHED};
    for (size_t i = 0; i < 3; i++)
        for (int served = 0; served < 2; served++) {
            struct backoff b = {0};
            assert_int_equal(backoff_ended(&b, ends[i], served, YOUNG), 0);
            assert_int_equal(backoff_ended(&b, ends[i], served, OLD), 0);
            assert_int_equal(backoff_ended(&b, ends[i], served, OLD), 0);
        }
}

static void one_that_never_serves_is_tried_less_and_less_often(void **state)
{
    (void)state;
    static const int64_t pauses[] = {0, 100, 200, 400, 800, 1600, 3200, 6400, 12800, 25600, 30000, 30000};
    static const int ends[] = {CODE_1, CRASHED};
    for (size_t e = 0; e < 2; e++) {
        struct backoff b = {0};
        for (size_t i = 0; i < sizeof pauses / sizeof *pauses; i++)
            assert_int_equal(backoff_ended(&b, ends[e], false, YOUNG), pauses[i]);
    }
}

/* Readers wait meanwhile: ten deaths in a row make none of them wait for a second. */
static void one_that_served_or_was_killed_comes_back_within_a_moment(void **state)
{
    (void)state;
    struct backoff served = {0}, killed = {0};
    for (int i = 0; i < MANY; i++) {
        assert_true(backoff_ended(&served, CRASHED, true, YOUNG) <= 200);
        assert_true(backoff_ended(&killed, KILLED, false, YOUNG) <= 200);
    }
    assert_int_equal(backoff_ended(&served, CRASHED, true, YOUNG), 200);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_first_end_costs_no_pause),
        cmocka_unit_test(one_that_never_serves_is_tried_less_and_less_often),
        cmocka_unit_test(one_that_served_or_was_killed_comes_back_within_a_moment),
    };
    return cmocka_run_group_tests_name("server/backoff", tests, NULL, NULL);
}
