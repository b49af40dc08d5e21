#include "net/work_case.h"

#include <time.h>

static void addresses_take_turns(void **state)
{
    (void)state;
    hold_all();
    for (size_t i = 0; i < 5; i++)
        assert_true(enqueue(&tasks[i], JOB_PAGE, 1, NULL));
    assert_true(enqueue(&tasks[5], JOB_PAGE, 2, NULL));
    let_all_go(work_queue_threads());
    assert_int_equal(ended, 6);
    assert_ptr_equal(order[0], &tasks[0]);
    assert_ptr_equal(order[1], &tasks[5]);
    assert_ptr_equal(order[2], &tasks[1]);
}

static void hosts_take_turns(void **state)
{
    static const char hosts[2];
    (void)state;
    hold_all();
    for (size_t i = 0; i < 5; i++)
        assert_true(enqueue(&tasks[i], JOB_PAGE, i + 1, &hosts[0]));
    assert_true(enqueue(&tasks[5], JOB_PAGE, 6, &hosts[1]));
    let_all_go(work_queue_threads());
    assert_int_equal(ended, 6);
    assert_ptr_equal(order[1], &tasks[5]);
}

/* Takes three ranks' worth of CPU time. */
static void burn_ms(long ms)
{
    struct timespec began, now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &began);
    do
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    while ((now.tv_sec - began.tv_sec) * 1000 + (now.tv_nsec - began.tv_nsec) / 1000000 < ms);
}

static int burn(struct work_item *t)
{
    (void)t;
    burn_ms(300);
    return 0;
}

static int burn_a_page(struct work_item *t)
{
    (void)t;
    burn_ms(20);
    return 0;
}

static void let_run(uint64_t address, int (*work)(struct work_item *))
{
    holders[0] = (struct task){.item = {.kind = JOB_PAGE, .address = address, .run = work, .done = held}};
    assert_true(work_queue_add(queue, &holders[0].item));
    uv_run(&loop, UV_RUN_DEFAULT);
}

static void let_burn(uint64_t address)
{
    let_run(address, burn);
}

static void who_has_taken_much_comes_after_who_has_not(void **state)
{
    (void)state;
    let_burn(1);
    let_burn(2);
    hold_all();
    for (size_t i = 0; i < 3; i++)
        assert_true(enqueue(&tasks[i], JOB_SEARCH, i + 1, NULL));
    let_all_go(work_queue_threads());
    assert_int_equal(ended, 3);
    assert_ptr_equal(order[0], &tasks[2]);
    assert_ptr_equal(order[1], &tasks[0]);
}

static void what_is_taken_meanwhile_counts_for_what_waits(void **state)
{
    (void)state;
    hold_all();
    tasks[2] = (struct task){.item = {.kind = JOB_PAGE, .address = 1, .run = burn, .done = held}};
    assert_true(work_queue_add(queue, &tasks[2].item));
    assert_true(enqueue(&tasks[0], JOB_PAGE, 1, NULL));
    assert_int_equal(tasks[0].item.spent_us, 0);
    tasks[0].item.due = uv_now(&loop) + 1000; /* so that it waits on */
    let_all_go(work_queue_threads());
    assert_true(tasks[0].item.spent_us >= 300000);
}

static void one_dear_page_is_enough_to_come_after_who_has_had_none(void **state)
{
    (void)state;
    let_run(1, burn_a_page);
    hold_all();
    assert_true(enqueue(&tasks[0], JOB_SEARCH, 1, NULL));
    assert_true(enqueue(&tasks[1], JOB_SEARCH, 2, NULL));
    let_all_go(work_queue_threads());
    assert_ptr_equal(order[0], &tasks[1]);
}

static void who_waits_is_not_overtaken_for_ever(void **state)
{
    (void)state;
    let_burn(1);
    hold_all();
    assert_true(enqueue(&tasks[0], JOB_SEARCH, 1, NULL));
    tasks[0].item.since -= 3600 * 1000; /* it has waited for an hour */
    assert_true(enqueue(&tasks[1], JOB_SEARCH, 2, NULL));
    let_all_go(work_queue_threads());
    assert_ptr_equal(order[0], &tasks[0]);
}

static void an_address_of_many_is_no_spender(void **state)
{
    (void)state;
    let_burn(1);
    hold_all();
    tasks[0] = (struct task){
        .item = {.kind = JOB_PAGE, .address = 1, .exempt = true, .run = run, .done = done, .is_done = at_once}};
    assert_true(work_queue_add(queue, &tasks[0].item));
    assert_true(enqueue(&tasks[1], JOB_PAGE, 2, NULL));
    let_all_go(work_queue_threads());
    assert_ptr_equal(order[0], &tasks[0]);
}

/* However many addresses search, and on one thread too. */
static void between_two_searches_a_page_is_made(void **state)
{
    (void)state;
    for (size_t i = 0; i < work_queue_threads(); i++)
        assert_true(queue_holder(&holders[i], JOB_FILE, 1000 + i));
    assert_true(enqueue(&tasks[0], JOB_SEARCH, 1, NULL));
    assert_true(enqueue(&tasks[1], JOB_SEARCH, 2, NULL));
    assert_true(enqueue(&tasks[2], JOB_PAGE, 3, NULL));
    for (size_t i = 0; i < 3; i++)
        tasks[i].item.is_done = NULL;
    sem_post(&let_go);
    while (ended < 3)
        uv_run(&loop, UV_RUN_ONCE);
    let_all_go(work_queue_threads() - 1);
    assert_ptr_equal(order[0], &tasks[0]);
    assert_ptr_equal(order[1], &tasks[2]);
    assert_ptr_equal(order[2], &tasks[1]);
    assert_int_equal(tasks[0].item.behind, 1);
    assert_int_equal(tasks[1].item.behind, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(addresses_take_turns),
        TEST(hosts_take_turns),
        TEST(who_has_taken_much_comes_after_who_has_not),
        TEST(what_is_taken_meanwhile_counts_for_what_waits),
        TEST(one_dear_page_is_enough_to_come_after_who_has_had_none),
        TEST(who_waits_is_not_overtaken_for_ever),
        TEST(an_address_of_many_is_no_spender),
        TEST(between_two_searches_a_page_is_made),
    };
    return cmocka_run_group_tests_name("net/work_turns", tests, NULL, NULL);
}
