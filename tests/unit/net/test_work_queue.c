#include "net/work_case.h"

#include <limits.h>

static size_t count_at_work(size_t n)
{
    size_t count = 0;
    for (size_t i = 0; i < n; i++)
        count += holders[i].item.at_work;
    return count;
}

static void one_address_has_half_the_threads(void **state)
{
    (void)state;
    size_t n = work_queue_threads(), half = n / 2;
    for (size_t i = 0; i < n; i++)
        assert_true(queue_holder(&holders[i], JOB_PAGE, 1));
    assert_int_equal(count_at_work(n), half);
    assert_true(queue_holder(&holders[n], JOB_PAGE, 2));
    assert_int_equal(holders[n].item.at_work, half < n - 1);
    let_all_go(n + 1);
}

static void one_search_is_at_work(void **state)
{
    (void)state;
    for (size_t i = 0; i < 3; i++)
        assert_true(queue_holder(&holders[i], JOB_SEARCH, i + 1));
    assert_int_equal(count_at_work(3), 1);
    assert_true(queue_holder(&holders[3], JOB_PAGE, 4));
    assert_true(holders[3].item.at_work);
    let_all_go(4);
    assert_true(holders[2].ended);
}

/* However many addresses ask for dear pages. */
static void pages_leave_a_thread_to_searches_and_files(void **state)
{
    size_t n = work_queue_threads();
    (void)state;
    for (size_t i = 0; i < n; i++)
        assert_true(queue_holder(&holders[i], JOB_PAGE, i + 1));
    assert_int_equal(count_at_work(n), n - 1);
    assert_true(queue_holder(&holders[n], JOB_SEARCH, 100));
    assert_true(holders[n].item.at_work);
    let_all_go(n + 1);
    assert_true(holders[n - 1].ended);
}

static void one_address_cannot_fill_the_queue(void **state)
{
    size_t own = 0;
    (void)state;
    hold_all();
    while (own < TASKS - 1 && enqueue(&tasks[own], JOB_PAGE, 1, NULL))
        own++;
    assert_in_range(own, 1, 64);
    assert_int_equal(atomic_load(&metrics.jobs_refused[JOB_PAGE]), 1);
    assert_true(enqueue(&tasks[own], JOB_PAGE, 2, NULL));
    let_all_go(work_queue_threads());
    assert_int_equal(ended, own + 1);
    assert_ptr_equal(order[1], &tasks[own]);
}

static void few_searches_of_one_address_wait(void **state)
{
    size_t own = 0;
    (void)state;
    hold_all();
    while (own < TASKS - 1 && enqueue(&tasks[own], JOB_SEARCH, 1, NULL))
        own++;
    assert_in_range(own, 1, 16);
    assert_true(enqueue(&tasks[own], JOB_PAGE, 1, NULL));
    let_all_go(work_queue_threads());
    assert_int_equal(atomic_load(&metrics.jobs_refused[JOB_SEARCH]), 1);
}

/* A client that asks for little is not refused because others ask for much. */
static void the_greediest_gives_way(void **state)
{
    size_t n = 0, most = 20;
    (void)state;
    hold_all();
    for (; n < 30; n++)
        assert_true(enqueue(&tasks[n], JOB_PAGE, 1, NULL));
    for (; !ended && n < TASKS - 1; n++)
        assert_true(enqueue(&tasks[n], JOB_PAGE, 2 + n / most, NULL));
    assert_int_equal(ended, 1);
    assert_ptr_equal(order[0], &tasks[29]);
    assert_true(tasks[29].refused);
    let_all_go(work_queue_threads());
    assert_int_equal(ended, n);
    assert_int_equal(atomic_load(&metrics.jobs_refused[JOB_PAGE]), 1);
}

static void who_waits_for_time_takes_no_thread(void **state)
{
    (void)state;
    tasks[0] = (struct task){.item = {.kind = JOB_PAGE, .address = 1, .run = run, .done = done}, .again = INT_MAX};
    assert_true(work_queue_add(queue, &tasks[0].item));
    while (tasks[0].item.at_work || tasks[0].runs < 3)
        uv_run(&loop, UV_RUN_ONCE);
    int runs = tasks[0].runs;
    tasks[0].again = 0;
    hold_all();
    let_all_go(work_queue_threads());
    assert_int_equal(tasks[0].runs, runs + 1);
    assert_true(tasks[0].ended);
}

static void who_leaves_is_not_begun(void **state)
{
    (void)state;
    hold_all();
    assert_true(enqueue(&tasks[0], JOB_PAGE, 1, NULL));
    assert_true(enqueue(&tasks[1], JOB_PAGE, 2, NULL));
    assert_true(work_queue_remove(&tasks[0].item));
    assert_false(work_queue_remove(&holders[0].item));
    let_all_go(work_queue_threads());
    assert_int_equal(ended, 1);
    assert_ptr_equal(order[0], &tasks[1]);
}

static void threads_are_modest(void **state)
{
    int own = getpriority(PRIO_PROCESS, 0);
    (void)state;
    tasks[0] = (struct task){.item = {.kind = JOB_PAGE, .address = 1, .run = run, .done = done}};
    assert_true(work_queue_add(queue, &tasks[0].item));
    uv_run(&loop, UV_RUN_DEFAULT);
    assert_true(tasks[0].nice > own || own >= 10);
    assert_int_equal(getpriority(PRIO_PROCESS, 0), own);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(one_address_has_half_the_threads),
        TEST(one_search_is_at_work),
        TEST(pages_leave_a_thread_to_searches_and_files),
        TEST(one_address_cannot_fill_the_queue),
        TEST(few_searches_of_one_address_wait),
        TEST(the_greediest_gives_way),
        TEST(who_waits_for_time_takes_no_thread),
        TEST(who_leaves_is_not_begun),
        TEST(threads_are_modest),
    };
    return cmocka_run_group_tests_name("net/work_queue", tests, NULL, NULL);
}
