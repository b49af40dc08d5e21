/* Which workers of a crew serve: who hangs is ended, and the others stand in for who does not accept. */
#include "server/crew.h"

#include "base/clock.h"
#include "base/log.h"

#include <assert.h>
#include <signal.h>
#include <string.h>

static_assert((int)NET_WORKERS_MAX == (int)WORKERS_MAX, "a bit for each worker");

enum { SECOND_MS = 1000 };

static void end_hanging(struct crew_member *m, size_t index, int64_t silence)
{
    log_error("worker %zu (process %ld) hangs, and has done nothing for %lld seconds: it is ended", index + 1,
              (long)m->pid, (long long)silence / SECOND_MS);
    m->hangs = true;
    kill(m->pid, SIGKILL);
}

void crew_judge(struct crew *c, struct hang_watch *watch)
{
    if (c->leaving)
        return;
    for (size_t i = 0; i < c->generation->worker_count; i++) {
        struct crew_member *m = &c->members[i];
        if (!m->pid || !m->ready || m->hangs)
            continue;
        int64_t beat = table_beaten(shared_net(c->shared), m->slot), now = clock_monotonic();
        enum hang hang = hang_judge(watch, m->ready_at, beat, now);
        m->silent = hang != HANG_NOT;
        if (hang == HANG_FOR_LONG && hang_may_end(watch, now))
            end_hanging(m, i, now - (beat > m->ready_at && beat <= now ? beat : m->ready_at));
    }
}

void crew_tell_absent(struct crew *c)
{
    struct net_absent absent = {{0}};
    for (size_t i = 0; i < c->generation->worker_count && !c->trial; i++) {
        const struct crew_member *m = &c->members[i];
        if (!m->pid || !m->ready || m->silent)
            absent.bits[i / NET_WORD] |= UINT64_C(1) << i % NET_WORD;
    }
    bool changed = memcmp(&absent, &c->absent, sizeof absent) != 0;
    c->absent = absent;
    for (size_t i = 0; i < c->generation->worker_count && changed; i++)
        c->members[i].owed_absent = true;
}
