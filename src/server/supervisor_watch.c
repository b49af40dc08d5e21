/* The watch over a supervisor's workers: one that hangs is ended, and the others stand in for one that does not
 * accept. */
#include "server/supervisor.h"

#include "base/clock.h"
#include "base/log.h"

#include <assert.h>
#include <signal.h>
#include <string.h>
#include <time.h>

static_assert((int)NET_WORKERS_MAX == (int)WORKERS_MAX, "a bit for each worker");

enum { SECOND_MS = 1000, NS_IN_MS = 1000000, RAN_MS = 10, STILL_MS = 3000, BUSY_MS = 6000 };

/* The CPU time of PID, in milliseconds; 0: unknown. */
static int64_t cpu_of(pid_t pid)
{
    clockid_t clock;
    struct timespec t = {0};
    if (clock_getcpuclockid(pid, &clock) != 0 || clock_gettime(clock, &t) != 0)
        return 0;
    return (int64_t)t.tv_sec * SECOND_MS + t.tv_nsec / NS_IN_MS;
}

static void note_cpu(struct supervised *m, int64_t beat, int64_t now)
{
    int64_t cpu = cpu_of(m->pid);
    if (beat != m->beat)
        m->cpu = m->cpu_seen = cpu;
    m->beat = beat;
    if (cpu - m->cpu_seen >= RAN_MS) {
        m->cpu_seen = cpu;
        m->cpu_at = now;
    }
}

/*
 * A worker that no longer runs is stopped or waits for ever, and one that has been running all the time is in an
 * endless loop; but one that runs now and then gets too little of a busy machine.
 */
static bool is_starved(const struct supervised *m, int64_t now)
{
    return now - m->cpu_at < STILL_MS && m->cpu_seen - m->cpu < BUSY_MS;
}

static void end_hanging(struct supervised *m, size_t index, int64_t silence)
{
    log_error("worker %zu (process %ld) hangs: it has done nothing for %lld seconds, and is killed", index + 1,
              (long)m->pid, (long long)silence / SECOND_MS);
    m->hangs = true;
    kill(m->pid, SIGKILL);
}

void supervisor_judge(struct supervisor *c, struct watchdog *watch)
{
    if (c->leaving)
        return;
    for (size_t i = 0; i < c->generation->worker_count; i++) {
        struct supervised *m = &c->members[i];
        if (!m->pid || !m->ready || m->hangs)
            continue;
        int64_t beat = table_beaten(shared_net(c->shared), m->slot), now = clock_monotonic();
        enum watchdog_verdict verdict = watchdog_judge(watch, m->ready_at, beat, now);
        note_cpu(m, beat, now);
        m->silent = verdict != WATCHDOG_TURNS;
        if (verdict == WATCHDOG_HANGS && !is_starved(m, now) && watchdog_may_end(watch, now))
            end_hanging(m, i, now - (beat > m->ready_at && beat <= now ? beat : m->ready_at));
    }
}

void supervisor_tell_absent(struct supervisor *c)
{
    struct net_absent absent = {{0}};
    for (size_t i = 0; i < c->generation->worker_count && !c->trial; i++) {
        const struct supervised *m = &c->members[i];
        if (!m->pid || !m->ready || m->silent)
            absent.bits[i / NET_WORD] |= UINT64_C(1) << i % NET_WORD;
    }
    bool changed = memcmp(&absent, &c->absent, sizeof absent) != 0;
    c->absent = absent;
    for (size_t i = 0; i < c->generation->worker_count && changed; i++)
        c->members[i].owed_absent = true;
}
