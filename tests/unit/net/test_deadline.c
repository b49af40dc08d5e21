#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "net/deadline.h"

enum { START = 123456, TURN = DEADLINE_TICK * DEADLINE_SLOTS };

struct watched {
    struct deadline deadline;
    int expired;
    struct deadlines *rearm_in; /* once more, a second later */
    struct watched *disarms;
};

static struct deadlines wheel;
static uint64_t now;

static void expire(struct deadline *d)
{
    struct watched *w = (struct watched *)d;
    assert_true(now >= d->at);
    assert_true(now <= d->at + 2 * DEADLINE_TICK);
    w->expired++;
    if (w->rearm_in)
        deadline_arm(w->rearm_in, d, now + 1000);
    w->rearm_in = NULL;
    if (w->disarms)
        deadline_disarm(&wheel, &w->disarms->deadline);
}

static struct watched watched(void)
{
    return (struct watched){.deadline.expired = expire};
}

static void run_until(uint64_t end)
{
    for (; now < end; now += DEADLINE_TICK)
        deadlines_run(&wheel, now);
}

static int start(void **state)
{
    (void)state;
    now = START;
    deadlines_init(&wheel, now);
    return 0;
}

static void each_expires_once_and_in_time(void **state)
{
    (void)state;
    static const uint64_t after[] = {0, 1, 49, 50, 51, 2000, 30000, TURN - 1, TURN, TURN + 1, 3 * TURN + 7};
    enum { N = sizeof after / sizeof *after };
    struct watched all[N];
    for (size_t i = 0; i < N; i++) {
        all[i] = watched();
        deadline_arm(&wheel, &all[i].deadline, START + after[i]);
    }
    assert_int_equal(wheel.count, N);
    run_until(START + 5 * TURN);
    for (size_t i = 0; i < N; i++)
        assert_int_equal(all[i].expired, 1);
    assert_int_equal(wheel.count, 0);
}

static void what_is_disarmed_or_armed_anew_does_not_expire_as_before(void **state)
{
    (void)state;
    struct watched gone = watched(), later = watched();
    deadline_arm(&wheel, &gone.deadline, START + 100);
    deadline_arm(&wheel, &later.deadline, START + 100);
    deadline_disarm(&wheel, &gone.deadline);
    deadline_disarm(&wheel, &gone.deadline);
    deadline_arm(&wheel, &later.deadline, START + 5000);
    run_until(START + 4900);
    assert_int_equal(later.expired, 0);
    assert_true(deadline_is_armed(&later.deadline));
    run_until(START + 6000);
    assert_int_equal(later.expired, 1);
    assert_int_equal(gone.expired, 0);
    assert_false(deadline_is_armed(&gone.deadline));
}

static void one_that_expires_may_arm_itself_and_disarm_its_neighbour(void **state)
{
    (void)state;
    struct watched first = watched(), second = watched(), again = watched();
    deadline_arm(&wheel, &first.deadline, START + 100);
    deadline_arm(&wheel, &second.deadline, START + 100);
    deadline_arm(&wheel, &again.deadline, START + 100);
    first.disarms = &second;
    second.disarms = &first;
    again.rearm_in = &wheel;
    run_until(START + 500);
    assert_int_equal(first.expired + second.expired, 1);
    assert_int_equal(again.expired, 1);
    run_until(START + 2000);
    assert_int_equal(again.expired, 2);
    assert_int_equal(wheel.count, 0);
}

static void after_a_long_pause_all_that_is_due_expires_at_once(void **state)
{
    (void)state;
    struct watched due = watched(), later = watched();
    deadline_arm(&wheel, &due.deadline, START + 10 * TURN);
    deadline_arm(&wheel, &later.deadline, START + 11 * TURN);
    now = START + 10 * TURN + DEADLINE_TICK;
    deadlines_run(&wheel, now);
    assert_int_equal(due.expired, 1);
    assert_int_equal(later.expired, 0);
    run_until(START + 12 * TURN);
    assert_int_equal(later.expired, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(each_expires_once_and_in_time, start),
        cmocka_unit_test_setup(what_is_disarmed_or_armed_anew_does_not_expire_as_before, start),
        cmocka_unit_test_setup(one_that_expires_may_arm_itself_and_disarm_its_neighbour, start),
        cmocka_unit_test_setup(after_a_long_pause_all_that_is_due_expires_at_once, start),
    };
    return cmocka_run_group_tests_name("net/deadline", tests, NULL, NULL);
}
