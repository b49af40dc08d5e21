#include "server/supervisor.h"

#include "base/clock.h"
#include "base/log.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* The exit code of a worker that has itself reported why it cannot serve. */
enum { EXIT_EXPLAINED = 1 };
enum { PAUSE_MS = 100, PATIENCE_MS = WORKER_DRAIN_MS + 5000 };

static void say_no_room(void)
{
    log_error("no room for another worker: too many of an earlier configuration are still finishing");
}

/* ENDS: of its channel. A replacement gets the slot of its predecessor, which all its siblings see. */
static bool start_with(struct supervisor *c, size_t index, const int ends[2])
{
    struct supervised *m = &c->members[index];
    struct worker_place place = {c->generation, c->shared, index, m->slot, ends[1], getpid(), c->trial};
    if (!shared_take(c->shared, &place.slot)) {
        say_no_room();
        return false;
    }
    shared_lend(c->shared, place.slot, true);
    pid_t pid = fork();
    if (pid == 0)
        exit(worker_run(&place));
    shared_lend(c->shared, place.slot, false);
    if (pid < 0) {
        log_error("a worker cannot be started: %s", strerror(errno));
        shared_give_back(c->shared, place.slot);
        return false;
    }
    m->pid = pid;
    m->slot = place.slot;
    m->born = clock_monotonic();
    m->channel = (struct channel){.fd = ends[0], .generation = c->generation->number, .worker = (uint32_t)place.slot};
    m->its_end = ends[1];
    m->ready = m->unheard = m->silent = m->hangs = m->owed_log = m->owed_status = false;
    m->owed_absent = true;
    m->beat = m->cpu = m->cpu_seen = m->cpu_at = 0;
    m->stale = 0;
    return true;
}

static void start(struct supervisor *c, size_t index)
{
    int ends[2];
    c->members[index].due = clock_monotonic() + PAUSE_MS;
    if (!channel_open(ends)) {
        log_error("a worker cannot be started: %s", strerror(errno));
        return;
    }
    if (start_with(c, index, ends))
        return;
    close(ends[0]);
    close(ends[1]);
}

enum err supervisor_create(struct generation *g, struct shared *shared, struct supervisor **out)
{
    struct supervisor *c = ARENA_NEW(g->arena, struct supervisor);
    *c = (struct supervisor){.generation = g, .shared = shared, .tickets = -1, .trial = true};
    c->members = ARENA_ARRAY(g->arena, struct supervised, g->worker_count);
    *out = c;
    enum err err = shared_reserve(shared, g->worker_count);
    if (err == ERR_LIMIT)
        say_no_room();
    else if (err != OK)
        log_error("no memory for the workers' counters: %s", strerror(errno));
    if (err != OK)
        return err;
    if (g->tls && keeper_process_start(&c->keeper, g) != OK)
        return ERR_IO;
    for (size_t i = 0; i < g->worker_count; i++) {
        start(c, i);
        if (!c->members[i].pid)
            return ERR_IO;
    }
    /* It reads its keys while they read their capsules. */
    return g->tls ? keeper_process_wait(&c->keeper) : OK;
}

/* A keeper has nothing to finish once no worker is left. */
void supervisor_destroy(struct supervisor *c)
{
    if (!c)
        return;
    if (c->keeper.pid) {
        kill(c->keeper.pid, SIGKILL);
        waitpid(c->keeper.pid, NULL, 0);
        close(c->keeper.ready);
    }
    if (c->tickets >= 0)
        close(c->tickets);
    generation_destroy(c->generation);
}

bool supervisor_is_ready(const struct supervisor *c)
{
    for (size_t i = 0; i < c->generation->worker_count; i++)
        if (!c->members[i].pid || !c->members[i].ready)
            return false;
    return true;
}

bool supervisor_has_failed(const struct supervisor *c)
{
    bool one_ended = false;
    for (size_t i = 0; i < c->generation->worker_count; i++) {
        const struct supervised *m = &c->members[i];
        if (m->pid && !m->ready)
            return false;
        one_ended |= !m->pid;
    }
    return one_ended;
}

size_t supervisor_size(const struct supervisor *c)
{
    size_t alive = 0;
    for (size_t i = 0; i < c->generation->worker_count; i++)
        alive += c->members[i].pid != 0;
    return alive;
}

static void send_all(const struct supervisor *c, int sign)
{
    for (size_t i = 0; i < c->generation->worker_count; i++)
        if (c->members[i].pid)
            kill(c->members[i].pid, sign);
}

void supervisor_leave(struct supervisor *c, int sign)
{
    if (c->leaving)
        return;
    c->leaving = true;
    c->deadline = clock_monotonic() + PATIENCE_MS;
    send_all(c, sign);
}

void supervisor_kill(struct supervisor *c)
{
    c->leaving = true;
    send_all(c, SIGKILL);
}

static bool is_replaced(const struct supervisor *c)
{
    return !c->trial && !c->leaving;
}

static void say_ended(const struct supervisor *c, size_t index, pid_t pid, int status, int64_t pause)
{
    char how[64], next[64] = "";
    if (WIFSIGNALED(status))
        snprintf(how, sizeof how, "was killed by signal %d (%s)", WTERMSIG(status), strsignal(WTERMSIG(status)));
    else
        snprintf(how, sizeof how, "exited with code %d", WEXITSTATUS(status));
    if (is_replaced(c) && pause)
        snprintf(next, sizeof next, "; the next one starts in %.1f s", (double)pause / 1000);
    else if (is_replaced(c))
        snprintf(next, sizeof next, "; another one takes its place");
    log_error("worker %zu (process %ld) %s%s", index + 1, (long)pid, how, next);
}

static bool is_expected(const struct supervisor *c, int status)
{
    if (!WIFEXITED(status))
        return false;
    return (c->leaving && WEXITSTATUS(status) == 0) || (c->trial && WEXITSTATUS(status) == EXIT_EXPLAINED);
}

static void bury(struct supervisor *c, size_t index, int status)
{
    struct supervised *m = &c->members[index];
    int64_t now = clock_monotonic();
    pid_t pid = m->pid;
    int64_t pause = backoff_ended(&m->backoff, status, m->ready, now - m->born);
    m->pid = 0;
    m->due = now + pause;
    shared_give_back(c->shared, m->slot);
    served_forget(c->generation->served, index);
    close(m->channel.fd);
    close(m->its_end);
    if (!is_expected(c, status))
        say_ended(c, index, pid, status, pause);
}

bool supervisor_bury(struct supervisor *c, pid_t pid, int status)
{
    if (pid == c->keeper.pid) {
        keeper_process_bury(&c->keeper, status, c->trial);
        return true;
    }
    for (size_t i = 0; i < c->generation->worker_count; i++) {
        if (c->members[i].pid == pid) {
            bury(c, i, status);
            return true;
        }
    }
    return false;
}

int64_t supervisor_tick(struct supervisor *c, int64_t most)
{
    int64_t now = clock_monotonic(), wait = most;
    if (c->leaving && now >= c->deadline)
        send_all(c, SIGKILL);
    if (c->generation->tls && !c->trial && !c->keeper.pid) {
        if (c->keeper.due <= now)
            keeper_process_start(&c->keeper, c->generation);
        if (!c->keeper.pid && c->keeper.due - now < wait)
            wait = c->keeper.due > now ? c->keeper.due - now : 0;
    }
    for (size_t i = 0; i < c->generation->worker_count && is_replaced(c); i++) {
        struct supervised *m = &c->members[i];
        if (!m->pid && m->due <= now)
            start(c, i);
        if (!m->pid && m->due - now < wait)
            wait = m->due > now ? m->due - now : 0;
    }
    supervisor_tell_absent(c);
    return supervisor_hand_owed(c) && wait > PAUSE_MS ? PAUSE_MS : wait;
}
