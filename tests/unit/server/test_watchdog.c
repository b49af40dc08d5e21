/* The judgement whether a worker hangs, by a clock of the test's own. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "server/watchdog.h"

enum { SECOND = 1000, START = 5000 * SECOND, LONG = 8 * SECOND };

/* The parent runs each second from FROM on, until TO. */
static void run(struct watchdog *w, int64_t from, int64_t to)
{
    for (int64_t now = from; now <= to; now += SECOND)
        watchdog_ran(w, now);
}

static struct watchdog steady(int64_t until)
{
    struct watchdog w = {0};
    run(&w, START, until);
    return w;
}

static void a_loop_that_turns_does_not_hang(void **state)
{
    (void)state;
    struct watchdog w = {0};
    for (int64_t now = START; now < START + 100 * SECOND; now += SECOND)
        assert_int_equal(watchdog_judge(&w, START, now - 999, now), WATCHDOG_TURNS);
}

static void a_loop_that_is_busy_for_some_seconds_is_silent_and_no_more(void **state)
{
    (void)state;
    struct watchdog w = {0};
    int64_t last = START + 10 * SECOND, now = START;
    for (; now <= last + 2 * SECOND; now += SECOND)
        assert_int_equal(watchdog_judge(&w, START, now < last ? now : last, now), WATCHDOG_TURNS);
    for (; now < last + LONG; now += SECOND)
        assert_int_equal(watchdog_judge(&w, START, last, now), WATCHDOG_SILENT);
    assert_int_equal(watchdog_judge(&w, START, now, now), WATCHDOG_TURNS);
}

static void one_that_stands_for_eight_seconds_hangs(void **state)
{
    (void)state;
    struct watchdog w = steady(START + 20 * SECOND);
    int64_t last = START + 13 * SECOND;
    assert_int_equal(watchdog_judge(&w, START, last, last + LONG - 1), WATCHDOG_SILENT);
    assert_int_equal(watchdog_judge(&w, START, last, last + LONG), WATCHDOG_HANGS);
}

static void silence_is_counted_from_ready_on(void **state)
{
    (void)state;
    struct watchdog w = steady(START + 20 * SECOND);
    int64_t ready = START + 14 * SECOND;
    assert_int_equal(watchdog_judge(&w, ready, 0, START + 20 * SECOND), WATCHDOG_SILENT);
    assert_int_equal(watchdog_judge(&w, ready, 0, ready + LONG), WATCHDOG_HANGS);
}

/* SIGSTOP to the whole group, and SIGCONT: nobody ran, so nobody was silent. */
static void nobody_hangs_while_the_parent_is_frozen_as_well(void **state)
{
    (void)state;
    for (int64_t frozen = 3 * SECOND; frozen < 1000 * SECOND; frozen *= 2) {
        int64_t last = START + 20 * SECOND, thawed = last + frozen;
        struct watchdog w = steady(last);
        assert_int_equal(watchdog_judge(&w, START, last, thawed), WATCHDOG_TURNS);
        run(&w, thawed, thawed + 7 * SECOND);
        assert_int_equal(watchdog_judge(&w, START, last, thawed + LONG - 1), WATCHDOG_SILENT);
        assert_int_equal(watchdog_judge(&w, START, last, thawed + LONG), WATCHDOG_HANGS);
    }
}

/* Between two looks of the same second, too: frozen after the beat was read, and before the clock was. */
static void a_freeze_in_the_middle_of_a_look_is_none_of_the_worker_s(void **state)
{
    (void)state;
    struct watchdog w = steady(START + 20 * SECOND);
    watchdog_ran(&w, START + 21 * SECOND);
    assert_int_equal(watchdog_judge(&w, START, START + 20 * SECOND, START + 100 * SECOND), WATCHDOG_TURNS);
}

static void a_beat_of_the_future_is_none(void **state)
{
    (void)state;
    struct watchdog w = steady(START + 20 * SECOND);
    int64_t now = START + 20 * SECOND;
    assert_int_equal(watchdog_judge(&w, START, now + 1, now), WATCHDOG_HANGS);
    assert_int_equal(watchdog_judge(&w, START, INT64_MAX, now), WATCHDOG_HANGS);
    assert_int_equal(watchdog_judge(&w, START, INT64_MIN, now), WATCHDOG_HANGS);
    assert_int_equal(watchdog_judge(&w, START, now, now), WATCHDOG_TURNS);
}

static void one_in_ten_seconds_is_ended(void **state)
{
    (void)state;
    struct watchdog w = {0};
    assert_true(watchdog_may_end(&w, START));
    for (int64_t now = START; now < START + 10 * SECOND; now += SECOND)
        assert_false(watchdog_may_end(&w, now));
    assert_true(watchdog_may_end(&w, START + 10 * SECOND));
    assert_false(watchdog_may_end(&w, START + 19 * SECOND));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_loop_that_turns_does_not_hang),
        cmocka_unit_test(a_loop_that_is_busy_for_some_seconds_is_silent_and_no_more),
        cmocka_unit_test(one_that_stands_for_eight_seconds_hangs),
        cmocka_unit_test(silence_is_counted_from_ready_on),
        cmocka_unit_test(nobody_hangs_while_the_parent_is_frozen_as_well),
        cmocka_unit_test(a_freeze_in_the_middle_of_a_look_is_none_of_the_worker_s),
        cmocka_unit_test(a_beat_of_the_future_is_none),
        cmocka_unit_test(one_in_ten_seconds_is_ended),
    };
    return cmocka_run_group_tests_name("server/hang", tests, NULL, NULL);
}
