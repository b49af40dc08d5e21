#include "net/work_queue.h"

#include "net/memory.h"
#include "net/metrics.h"
#include "net/spent.h"

#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

enum {
    PAGE_THREADS_MAX = 4,
    WAITING_MAX = 512,     /* of all */
    ADDRESS_MAX = 32,      /* of one address */
    SEARCHES_MAX = 8,      /* of these, searches: each may take half a second */
    LOWER = 10,            /* how much nicer than the loop a thread is */
    RANK_US = 1000,        /* CPU time: those whose spendings differ by less are equals */
    WAITED_MAX_MS = 30000, /* who has waited so long is served as one who has spent nothing */
    NS_IN_US = 1000,
    US_IN_MS = 1000,
    US_IN_S = 1000000
};

struct list {
    struct work_item *first, **end;
};

struct work_queue {
    uv_loop_t *loop;
    uv_timer_t timer;        /* for those that must run again */
    struct metrics *metrics; /* borrowed */
    struct spent *spent;
    struct list waiting, busy; /* in the order of arrival */
    size_t threads, at_work;
    uint64_t by_address, by_host; /* of the latest that began */
    bool searched;                /* it was a search */
};

/* ---- lists */

static void list_add(struct list *l, struct work_item *t)
{
    t->next = NULL;
    t->link = l->end;
    *l->end = t;
    l->end = &t->next;
}

static void list_remove(struct list *l, struct work_item *t)
{
    *t->link = t->next;
    *(t->next ? &t->next->link : &l->end) = t->link;
}

/* ---- threads */

size_t work_queue_threads(void)
{
    size_t cores = uv_available_parallelism();
    return (cores < PAGE_THREADS_MAX ? cores : PAGE_THREADS_MAX) + 1;
}

/* The loop should get a core before a job does. On Linux the priority is the thread's own. */
static void be_modest(void)
{
    static _Thread_local bool is_modest;
    if (!is_modest)
        setpriority(PRIO_PROCESS, 0, LOWER);
    is_modest = true;
}

static uint64_t thread_us(void)
{
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (uint64_t)now.tv_sec * US_IN_S + (uint64_t)now.tv_nsec / NS_IN_US;
}

static void run(uv_work_t *work)
{
    struct work_item *t = work->data;
    be_modest();
    uint64_t before = thread_us();
    t->again_ms = t->run(t);
    t->took_us = thread_us() - before;
}

/* ---- the order of turns */

static size_t count(const struct list *l, const struct work_item *like, bool same_kind)
{
    size_t n = 0;
    for (const struct work_item *t = l->first; t; t = t->next)
        n += t->address == like->address && t->kind != JOB_FILE && (!same_kind || t->kind == like->kind);
    return n;
}

/* How many of KIND may be at work at once. */
static size_t most_of(const struct work_queue *ts, enum job_kind kind)
{
    switch (kind) {
    case JOB_PAGE:
        return ts->threads - 1;
    case JOB_SEARCH:
        return 1;
    default:
        return ts->threads;
    }
}

static bool may_begin(const struct work_queue *ts, const struct work_item *t)
{
    size_t own = 0, alike = 0;
    for (const struct work_item *other = ts->busy.first; other; other = other->next) {
        alike += other->kind == t->kind;
        own += other->address == t->address;
    }
    return alike < most_of(ts, t->kind) && t->due <= uv_now(ts->loop) && (t->exempt || own < ts->threads / 2);
}

/* 0 for an address that has hardly asked lately. Waiting long leads there too, so that nobody is overtaken for ever. */
static uint64_t rank_of(const struct work_queue *ts, const struct work_item *t)
{
    return t->exempt || uv_now(ts->loop) - t->since >= WAITED_MAX_MS ? 0 : t->spent_us / RANK_US;
}

static bool is_before(const struct work_queue *ts, const struct work_item *a, const struct work_item *b)
{
    uint64_t rank_a = rank_of(ts, a), rank_b = rank_of(ts, b);
    if (rank_a != rank_b)
        return rank_a < rank_b;
    bool a_is_search = a->kind == JOB_SEARCH, b_is_search = b->kind == JOB_SEARCH;
    if (ts->searched && a_is_search != b_is_search)
        return b_is_search;
    return a->by_address != b->by_address ? a->by_address < b->by_address : a->by_host < b->by_host;
}

static struct work_item *next_turn(const struct work_queue *ts)
{
    struct work_item *best = NULL;
    for (struct work_item *t = ts->waiting.first; t; t = t->next)
        if (may_begin(ts, t) && (!best || is_before(ts, t, best)))
            best = t;
    return best;
}

static void after(uv_work_t *work, int status);
static void begin_all(struct work_queue *);

static void due(uv_timer_t *timer)
{
    begin_all(timer->data);
}

static void wait_for_due(struct work_queue *ts)
{
    uint64_t now = uv_now(ts->loop), at = UINT64_MAX;
    for (const struct work_item *t = ts->waiting.first; t; t = t->next)
        if (t->due > now && t->due < at)
            at = t->due;
    if (at != UINT64_MAX)
        uv_timer_start(&ts->timer, due, at - now, 0);
}

static size_t waiting_of(const struct work_queue *ts, enum job_kind kind)
{
    size_t n = 0;
    for (const struct work_item *t = ts->waiting.first; t; t = t->next)
        n += t->kind == kind;
    return n;
}

static void begin(struct work_queue *ts, struct work_item *t)
{
    list_remove(&ts->waiting, t);
    list_add(&ts->busy, t);
    t->at_work = true;
    ts->at_work++;
    ts->searched = t->kind == JOB_SEARCH;
    t->behind = waiting_of(ts, t->kind);
    ts->by_address = t->by_address > ts->by_address ? t->by_address : ts->by_address;
    ts->by_host = t->by_host > ts->by_host ? t->by_host : ts->by_host;
    metrics_add(&ts->metrics->jobs_waited[t->kind], (uv_hrtime() - t->queued) / NS_IN_US);
    t->work.data = t;
    if (uv_queue_work(ts->loop, &t->work, run, after) != 0)
        abort(); /* only without a function to call */
}

static void begin_all(struct work_queue *ts)
{
    struct work_item *t;
    while (ts->at_work < ts->threads && (t = next_turn(ts))) {
        if (t->is_done && !t->fresh && t->is_done(t)) {
            list_remove(&ts->waiting, t);
            t->done(t, WORK_RAN);
        } else {
            begin(ts, t);
        }
    }
    wait_for_due(ts);
}

static void charge(struct work_queue *ts, const struct work_item *t)
{
    spent_add(ts->spent, t->address, t->took_us, uv_now(ts->loop));
    for (struct work_item *other = ts->waiting.first; other; other = other->next)
        if (other->address == t->address)
            other->spent_us += t->took_us;
}

static void after(uv_work_t *work, int status)
{
    struct work_item *t = work->data;
    struct work_queue *ts = t->queue;
    (void)status;
    list_remove(&ts->busy, t);
    charge(ts, t);
    ts->at_work--;
    t->at_work = false;
    if (t->again_ms) {
        t->due = uv_now(ts->loop) + (uint64_t)t->again_ms;
        t->queued = uv_hrtime() + (uint64_t)t->again_ms * NS_IN_US * NS_IN_US;
        list_add(&ts->waiting, t);
    } else {
        t->done(t, WORK_RAN);
    }
    begin_all(ts);
}

/* ---- the queue */

static bool refuse(struct work_queue *ts, const struct work_item *t)
{
    metrics_add(&ts->metrics->jobs_refused[t->kind], 1);
    return false;
}

/* The last item of the address that has most, if that is more than T's has. */
static struct work_item *who_gives_way(const struct work_queue *ts, const struct work_item *t)
{
    size_t most = count(&ts->waiting, t, false) + 1;
    struct work_item *last = NULL;
    for (struct work_item *other = ts->waiting.first; other; other = other->next) {
        size_t n = other->kind == JOB_FILE ? 0 : count(&ts->waiting, other, false);
        if (n > most || (last && other->address == last->address && other->kind != JOB_FILE))
            last = other;
        most = n > most ? n : most;
    }
    return last;
}

static bool has_room(struct work_queue *ts, const struct work_item *t)
{
    size_t all = 0;
    if (t->kind == JOB_FILE)
        return true;
    for (const struct work_item *other = ts->waiting.first; other; other = other->next)
        all += other->kind != JOB_FILE;
    if (!t->exempt && (count(&ts->waiting, t, false) >= ADDRESS_MAX ||
                       (t->kind == JOB_SEARCH && count(&ts->waiting, t, true) >= SEARCHES_MAX)))
        return false;
    if (all < WAITING_MAX)
        return true;
    struct work_item *last = who_gives_way(ts, t);
    if (!last)
        return false;
    list_remove(&ts->waiting, last);
    refuse(ts, last);
    last->done(last, WORK_REFUSED);
    return true;
}

/*
 * One more than the latest number of the same kind that waits or is at work, and later than those that have begun
 * already: so nobody who waits is overtaken for ever.
 */
static void number(const struct work_queue *ts, struct work_item *t)
{
    const struct list *lists[] = {&ts->waiting, &ts->busy};
    t->by_address = ts->by_address;
    t->by_host = ts->by_host;
    for (size_t i = 0; i < 2; i++) {
        for (const struct work_item *other = lists[i]->first; other; other = other->next) {
            if (other->address == t->address && other->by_address > t->by_address)
                t->by_address = other->by_address;
            if (other->host == t->host && other->by_host > t->by_host)
                t->by_host = other->by_host;
        }
    }
    t->by_address++;
    t->by_host++;
}

bool work_queue_add(struct work_queue *ts, struct work_item *t)
{
    if (!has_room(ts, t))
        return refuse(ts, t);
    t->queue = ts;
    t->queued = uv_hrtime();
    t->since = uv_now(ts->loop);
    t->spent_us = spent_microseconds(ts->spent, t->address, t->since);
    number(ts, t);
    list_add(&ts->waiting, t);
    metrics_add(&ts->metrics->jobs[t->kind], 1);
    t->fresh = true; /* its owner does not know yet that it waits */
    begin_all(ts);
    t->fresh = false;
    return true;
}

bool work_queue_remove(struct work_item *t)
{
    if (t->at_work)
        return false;
    list_remove(&t->queue->waiting, t);
    return true;
}

/* ---- life */

struct work_queue *work_queue_create(uv_loop_t *loop, struct metrics *metrics)
{
    struct work_queue *ts = MEMORY_NEW(struct work_queue);
    *ts =
        (struct work_queue){.loop = loop, .metrics = metrics, .spent = spent_create(), .threads = work_queue_threads()};
    ts->waiting.end = &ts->waiting.first;
    ts->busy.end = &ts->busy.first;
    uv_timer_init(loop, &ts->timer);
    ts->timer.data = ts;
    return ts;
}

void work_queue_stop(struct work_queue *ts)
{
    uv_close((uv_handle_t *)&ts->timer, NULL);
}

void work_queue_destroy(struct work_queue *ts)
{
    if (ts)
        spent_destroy(ts->spent);
    free(ts);
}
