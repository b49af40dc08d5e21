#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "net/metrics.h"
#include "net/work_queue.h"

#include <errno.h>
#include <semaphore.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

/* Threads are held by holders until the test lets them go; what waits then ends in the loop, in the order of its turn.
 */
enum { TASKS = 700, HOLDERS = 8 };

struct task {
    struct work_item item;
    int runs, again, nice;
    bool ended, refused;
};

static uv_loop_t loop;
static struct metrics metrics;
static struct work_queue *queue;
static struct task tasks[TASKS], holders[HOLDERS];
static struct task *order[TASKS];
static size_t ended;
static sem_t let_go;

static struct task *task_of(struct work_item *t)
{
    return (struct task *)t;
}

static int hold(struct work_item *t)
{
    (void)t;
    while (sem_wait(&let_go) != 0 && errno == EINTR)
        ;
    return 0;
}

static int run(struct work_item *t)
{
    struct task *task = task_of(t);
    task->runs++;
    task->nice = getpriority(PRIO_PROCESS, 0);
    return task->again-- > 0 ? 1 : 0;
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

static bool at_once(struct work_item *t)
{
    (void)t;
    return true;
}

static void done(struct work_item *t, enum work_end end)
{
    task_of(t)->ended = true;
    task_of(t)->refused = end == WORK_REFUSED;
    order[ended++] = task_of(t);
}

static void held(struct work_item *t, enum work_end end)
{
    (void)end;
    task_of(t)->ended = true;
}

static bool enqueue(struct task *task, enum job_kind kind, uint64_t address, const void *host)
{
    *task = (struct task){
        .item = {.kind = kind, .address = address, .host = host, .run = run, .done = done, .is_done = at_once}};
    return work_queue_add(queue, &task->item);
}

static bool queue_holder(struct task *task, enum job_kind kind, uint64_t address)
{
    *task = (struct task){.item = {.kind = kind, .address = address, .run = hold, .done = held}};
    return work_queue_add(queue, &task->item);
}

static void hold_all(void)
{
    for (size_t i = 0; i < work_queue_threads(); i++) {
        assert_true(queue_holder(&holders[i], i ? JOB_PAGE : JOB_FILE, 1000 + i));
        assert_true(holders[i].item.at_work);
    }
}

static void let_all_go(size_t n)
{
    while (n--)
        sem_post(&let_go);
    uv_run(&loop, UV_RUN_DEFAULT);
}

static int set_up(void **state)
{
    (void)state;
    ended = 0;
    metrics = (struct metrics){0};
    sem_init(&let_go, 0, 0);
    uv_loop_init(&loop);
    queue = work_queue_create(&loop, &metrics);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    work_queue_stop(queue);
    uv_run(&loop, UV_RUN_DEFAULT);
    work_queue_destroy(queue);
    return uv_loop_close(&loop);
}

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

/* Who asks for little is not refused because others ask for much. */
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
    tasks[0] = (struct task){.item = {.kind = JOB_PAGE, .address = 1, .run = run, .done = done}, .again = 3};
    assert_true(work_queue_add(queue, &tasks[0].item));
    while (!tasks[0].runs || tasks[0].item.at_work)
        uv_run(&loop, UV_RUN_ONCE);
    assert_false(tasks[0].ended);
    hold_all();
    let_all_go(work_queue_threads());
    assert_int_equal(tasks[0].runs, 4);
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

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

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
        TEST(one_address_has_half_the_threads),
        TEST(one_search_is_at_work),
        TEST(pages_leave_a_thread_to_searches_and_files),
        TEST(one_address_cannot_fill_the_queue),
        TEST(between_two_searches_a_page_is_made),
        TEST(few_searches_of_one_address_wait),
        TEST(the_greediest_gives_way),
        TEST(who_waits_for_time_takes_no_thread),
        TEST(who_leaves_is_not_begun),
        TEST(threads_are_modest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
