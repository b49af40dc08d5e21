#ifndef TEST_NET_WORK_CASE_H
#define TEST_NET_WORK_CASE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "net/metrics.h"
#include "net/work_queue.h"

#include <errno.h>
#include <semaphore.h>
#include <sys/resource.h>

/* A queue whose threads are held by holders until the test lets them go; the tasks that wait meanwhile end in the loop,
 * in the order of their turns. */

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

static inline struct task *task_of(struct work_item *t)
{
    return (struct task *)t;
}

static inline int hold(struct work_item *t)
{
    (void)t;
    while (sem_wait(&let_go) != 0 && errno == EINTR)
        ;
    return 0;
}

static inline int run(struct work_item *t)
{
    struct task *task = task_of(t);
    task->runs++;
    task->nice = getpriority(PRIO_PROCESS, 0);
    return task->again-- > 0 ? 1 : 0;
}

static inline bool at_once(struct work_item *t)
{
    (void)t;
    return true;
}

static inline void done(struct work_item *t, enum work_end end)
{
    task_of(t)->ended = true;
    task_of(t)->refused = end == WORK_REFUSED;
    order[ended++] = task_of(t);
}

static inline void held(struct work_item *t, enum work_end end)
{
    (void)end;
    task_of(t)->ended = true;
}

static inline bool enqueue(struct task *task, enum job_kind kind, uint64_t address, const void *host)
{
    *task = (struct task){
        .item = {.kind = kind, .address = address, .host = host, .run = run, .done = done, .is_done = at_once}};
    return work_queue_add(queue, &task->item);
}

static inline bool queue_holder(struct task *task, enum job_kind kind, uint64_t address)
{
    *task = (struct task){.item = {.kind = kind, .address = address, .run = hold, .done = held}};
    return work_queue_add(queue, &task->item);
}

static inline void hold_all(void)
{
    for (size_t i = 0; i < work_queue_threads(); i++) {
        assert_true(queue_holder(&holders[i], i ? JOB_PAGE : JOB_FILE, 1000 + i));
        assert_true(holders[i].item.at_work);
    }
}

static inline void let_all_go(size_t n)
{
    while (n--)
        sem_post(&let_go);
    uv_run(&loop, UV_RUN_DEFAULT);
}

static inline int set_up(void **state)
{
    (void)state;
    ended = 0;
    metrics = (struct metrics){0};
    sem_init(&let_go, 0, 0);
    uv_loop_init(&loop);
    queue = work_queue_create(&loop, &metrics);
    return 0;
}

static inline int tear_down(void **state)
{
    (void)state;
    work_queue_stop(queue);
    uv_run(&loop, UV_RUN_DEFAULT);
    work_queue_destroy(queue);
    return uv_loop_close(&loop);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

#endif
