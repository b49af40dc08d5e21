/* A crew of which one member hangs: it is ended, and another stands in meanwhile. */
#define _GNU_SOURCE
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/clock.h"
#include "server/supervisor.h"

#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { WORKERS = 70, SECOND = 1000 };

/* Processes that do nothing; the test writes their beats. */
struct world {
    struct config config;
    struct generation generation;
    struct supervisor supervisor;
    struct supervised members[WORKERS];
    struct watchdog watch;
    int64_t now;
    int64_t silent_ms[WORKERS]; /* since when each has given no sign of life */
};

static int set_up(void **state)
{
    static struct world w;
    w = (struct world){.now = clock_monotonic()};
    w.generation = (struct generation){.number = 1, .worker_count = WORKERS, .access_log = -1, .config = &w.config};
    w.supervisor = (struct supervisor){
        .generation = &w.generation, .members = w.members, .shared = shared_create(), .tickets = -1};
    w.watch = (struct watchdog){.ran_at = w.now, .steady_since = w.now - 100 * SECOND};
    if (!w.supervisor.shared || shared_reserve(w.supervisor.shared, WORKERS) != OK)
        return -1;
    for (uint32_t i = 0; i < WORKERS; i++) {
        struct supervised *m = &w.members[i];
        int ends[2];
        m->slot = i;
        if (!channel_open(ends) || !shared_take(w.supervisor.shared, &m->slot))
            return -1;
        m->pid = fork();
        if (m->pid == 0)
            for (;;)
                pause();
        m->ready = true;
        m->ready_at = w.now - 100 * SECOND;
        m->channel = (struct channel){.fd = ends[0], .generation = 1, .worker = (uint32_t)m->slot};
        m->its_end = ends[1];
        table_beat(shared_net(w.supervisor.shared), m->slot);
    }
    *state = &w;
    return 0;
}

static int tear_down(void **state)
{
    struct world *w = *state;
    for (size_t i = 0; i < WORKERS; i++) {
        if (w->members[i].pid) {
            kill(w->members[i].pid, SIGKILL);
            waitpid(w->members[i].pid, NULL, 0);
        }
        close(w->members[i].channel.fd);
        close(w->members[i].its_end);
    }
    shared_destroy(w->supervisor.shared);
    return 0;
}

static void silence(struct world *w, size_t member, int64_t ms)
{
    w->silent_ms[member] = ms;
    atomic_store(&shared_net(w->supervisor.shared)->slots[w->members[member].slot]->beat, w->now - ms);
}

/* The parent has run all the time, however slow this machine is. */
static void judge(struct world *w)
{
    w->watch.ran_at = clock_monotonic();
    for (size_t i = 0; i < WORKERS; i++)
        if (!w->silent_ms[i])
            table_beat(shared_net(w->supervisor.shared), w->members[i].slot);
    supervisor_judge(&w->supervisor, &w->watch);
}

/* True when it was ended with SIGKILL, and is gone. */
static bool was_killed(struct world *w, size_t member)
{
    int status;
    struct supervised *m = &w->members[member];
    if (!m->hangs)
        return false;
    assert_int_equal(waitpid(m->pid, &status, 0), m->pid);
    m->pid = 0;
    return WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
}

static size_t count_ended(const struct world *w)
{
    size_t n = 0;
    for (size_t i = 0; i < WORKERS; i++)
        n += w->members[i].hangs;
    return n;
}

static void who_hangs_is_ended_and_nobody_else(void **state)
{
    struct world *w = *state;
    silence(w, 3, 60 * SECOND);
    silence(w, 4, 4 * SECOND);
    judge(w);
    assert_int_equal(count_ended(w), 1);
    assert_true(was_killed(w, 3));
    judge(w);
    assert_int_equal(count_ended(w), 1);
}

static void who_gets_little_of_a_busy_machine_is_not_ended(void **state)
{
    struct world *w = *state;
    silence(w, 0, 60 * SECOND);
    w->members[0].beat = w->now - 60 * SECOND;
    w->members[0].cpu_at = w->now + 60 * SECOND;
    judge(w);
    assert_int_equal(count_ended(w), 0);
    assert_true(w->members[0].silent);
    /* It has been running for a long time. */
    w->members[0].cpu_seen = 60 * SECOND;
    judge(w);
    assert_true(was_killed(w, 0));
}

static void of_many_that_hang_one_is_ended_for_now(void **state)
{
    struct world *w = *state;
    for (size_t i = 0; i < WORKERS; i++)
        silence(w, i, 60 * SECOND);
    judge(w);
    judge(w);
    assert_int_equal(count_ended(w), 1);
}

static void who_is_not_ready_or_told_to_end_is_not_judged(void **state)
{
    struct world *w = *state;
    silence(w, 0, 60 * SECOND);
    w->members[0].ready = false;
    judge(w);
    w->members[0].ready = true;
    w->supervisor.leaving = true;
    judge(w);
    assert_int_equal(count_ended(w), 0);
}

static void after_a_freeze_of_all_nobody_is_ended(void **state)
{
    struct world *w = *state;
    for (size_t i = 0; i < WORKERS; i++)
        silence(w, i, 60 * SECOND);
    w->watch.ran_at = w->now - 60 * SECOND;
    supervisor_judge(&w->supervisor, &w->watch);
    assert_int_equal(count_ended(w), 0);
}

/* The last message to MEMBER; CHANNEL_EMPTY: none. */
static enum channel_result hear_absent(struct world *w, size_t member, struct net_absent *absent)
{
    struct supervised *m = &w->members[member];
    struct channel its = {.fd = m->its_end, .generation = 1, .worker = (uint32_t)m->slot};
    enum channel_result heard = CHANNEL_EMPTY;
    struct channel_message message;
    for (int fd; channel_take(&its, CHANNEL_FROM_PARENT, &message, &fd) == CHANNEL_MESSAGE;) {
        assert_int_equal(message.kind, CHANNEL_ABSENT);
        *absent = (struct net_absent){{message.number, message.hash}};
        heard = CHANNEL_MESSAGE;
    }
    return heard;
}

static void all_hear_who_is_absent_and_who_is_back(void **state)
{
    struct world *w = *state;
    struct net_absent absent = {{0}};
    supervisor_tell_absent(&w->supervisor);
    supervisor_hand_owed(&w->supervisor);
    assert_int_equal(hear_absent(w, 5, &absent), CHANNEL_EMPTY);
    silence(w, 1, 4 * SECOND);
    silence(w, 69, 4 * SECOND);
    w->members[2].ready = false;
    judge(w);
    supervisor_tell_absent(&w->supervisor);
    assert_false(supervisor_hand_owed(&w->supervisor));
    for (size_t i = 0; i < WORKERS; i++) {
        assert_int_equal(hear_absent(w, i, &absent), CHANNEL_MESSAGE);
        assert_true(absent.bits[0] == (1U << 1 | 1U << 2) && absent.bits[1] == 1U << 5);
    }
    w->members[2].ready = true;
    silence(w, 1, 0);
    silence(w, 69, 0);
    judge(w);
    supervisor_tell_absent(&w->supervisor);
    supervisor_hand_owed(&w->supervisor);
    assert_int_equal(hear_absent(w, 5, &absent), CHANNEL_MESSAGE);
    assert_true(absent.bits[0] == 0 && absent.bits[1] == 0);
}

static void in_a_trial_nobody_stands_in(void **state)
{
    struct world *w = *state;
    struct net_absent absent = {{0}};
    w->supervisor.trial = true;
    w->members[1].ready = false;
    supervisor_tell_absent(&w->supervisor);
    supervisor_hand_owed(&w->supervisor);
    assert_int_equal(hear_absent(w, 0, &absent), CHANNEL_EMPTY);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(who_hangs_is_ended_and_nobody_else),
        TEST(of_many_that_hang_one_is_ended_for_now),
        TEST(who_gets_little_of_a_busy_machine_is_not_ended),
        TEST(who_is_not_ready_or_told_to_end_is_not_judged),
        TEST(after_a_freeze_of_all_nobody_is_ended),
        TEST(all_hear_who_is_absent_and_who_is_back),
        TEST(in_a_trial_nobody_stands_in),
    };
    return cmocka_run_group_tests_name("server/supervisor_watch", tests, NULL, NULL);
}
