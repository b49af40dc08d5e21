#include "server/server.h"

#include "base/clock.h"
#include "base/log.h"
#include "net/worker.h"
#include "server/notify.h"
#include "server/parent_lock.h"
#include "server/program_file.h"
#include "server/signals.h"
#include "server/supervisor.h"
#include "server/tickets.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { LOOK_MS = 1000, HURRY_MS = 1000, CERTIFICATES_MS = 86400000, EXIT_STOPPED = 0, EXIT_COULD_NOT = 1 };

struct server {
    const struct config_flags *flags;
    struct arena *arena; /* of the process */
    struct shared *shared;
    struct socket_set inherited;
    struct supervisor *current; /* serves; NULL before the first is ready and while stopping */
    struct supervisor *next;    /* is starting; NULL: none */
    struct supervisor *leaving; /* list, by next_leaving */
    int signals;                /* server/signals.h */
    struct tickets tickets;
    struct parent_lock lock;
    struct watchdog hangs;
    struct program_file program;
    bool stopping, failed, reload_wanted;
    int64_t look_at, certificates_at, hurry_at; /* clock_monotonic */
};

/* No worker is replaced any more, so sockets on which no other supervisor's workers listen close at once: new clients
 * are refused, and do not hang until the last transfer is over. */
static void close_sockets(struct server *s, struct generation *g)
{
    const struct socket_set *const kept[] = {s->current ? &s->current->generation->sockets : NULL,
                                             s->next ? &s->next->generation->sockets : NULL};
    sockets_close(&g->sockets, kept, sizeof kept / sizeof *kept);
    g->sockets = (struct socket_set){0};
}

static void let_leave(struct server *s, struct supervisor *c, bool at_once)
{
    if (!c)
        return;
    close_sockets(s, c->generation);
    if (at_once)
        supervisor_kill(c);
    else
        supervisor_leave(c, s->stopping ? SIGTERM : NET_SUCCEEDED);
    c->next_leaving = s->leaving;
    s->leaving = c;
}

static void give_next_up(struct server *s)
{
    struct supervisor *failed = s->next;
    s->next = NULL;
    let_leave(s, failed, true);
    if (!s->current) {
        s->failed = s->stopping = true;
        return;
    }
    log_error("the new workers could not start: nothing has changed");
    notify_ready();
}

/* Workers that start later have the keys from their start. */
static bool renew_tickets(struct server *s, const struct generation *g)
{
    struct diag diag;
    diag_init(&diag);
    if (!s->current)
        tickets_lint(g->config, &diag);
    bool changed = tickets_renew(&s->tickets, g->config, clock_monotonic(), &diag);
    diag_log(&diag);
    return changed;
}

/* The present workers are told of new keys. */
static void change_tickets(struct server *s)
{
    struct generation *g = s->current->generation;
    if (!g->tls || !renew_tickets(s, g))
        return;
    tls_context_set_tickets(g->tls, &s->tickets.keys);
    supervisor_change_tickets(s->current, tickets_file(&s->tickets.keys));
    for (struct supervisor *c = s->leaving; c; c = c->next_leaving)
        if (c->generation->tls)
            supervisor_change_tickets(c, tickets_file(&s->tickets.keys));
}

/* Builds the next generation beside the present one. */
static void begin_next(struct server *s, struct settings *settings)
{
    struct diag diag;
    diag_init(&diag);
    struct generation *g;
    const struct generation *present = s->current ? s->current->generation : NULL;
    enum err err = present ? OK : sockets_inherit(&settings->config, s->arena, &diag, &s->inherited);
    if (err == OK)
        err = generation_create(settings, present, &s->inherited, &diag, &g);
    diag_log(&diag);
    if (err != OK && present)
        log_error("nothing has changed");
    if (err != OK) {
        s->failed = s->stopping = !present;
        return;
    }
    renew_tickets(s, g);
    if (g->tls)
        tls_context_set_tickets(g->tls, &s->tickets.keys);
    if (supervisor_create(g, s->shared, &s->next) != OK)
        give_next_up(s);
}

static void read_settings(struct server *s)
{
    struct diag diag;
    diag_init(&diag);
    struct settings *settings;
    enum err err = settings_load(s->flags, &diag, &settings);
    diag_log(&diag);
    if (err == OK) {
        begin_next(s, settings);
        settings_unref(settings);
    } else if (s->current) {
        log_error("nothing has changed");
    } else {
        s->failed = s->stopping = true;
    }
}

static void reload(struct server *s)
{
    s->reload_wanted = s->next != NULL;
    if (s->reload_wanted || s->stopping)
        return;
    notify_reloading();
    read_settings(s);
    if (!s->next)
        notify_ready();
}

static void lint_certificates(struct server *s)
{
    generation_lint_certificates(s->current->generation);
    s->certificates_at = clock_monotonic() + CERTIFICATES_MS;
}

/* The next generation serves; the present one finishes what it has begun. */
static void commit(struct server *s)
{
    struct supervisor *before = s->current;
    s->current = s->next;
    s->current->trial = false;
    s->next = NULL;
    sockets_mend(&s->current->generation->sockets);
    let_leave(s, before, false);
    lint_certificates(s);
    if (before)
        log_note("%zu new workers serve", s->current->generation->worker_count);
    else
        generation_say_ready(s->current->generation);
    notify_ready();
}

/* A second signal after a while is impatience; right after the first it is the same one, as timeout(1) or a terminal
 * sends it to the process and to its group. */
static void stop(struct server *s)
{
    int64_t now = clock_monotonic();
    if (s->stopping) {
        for (struct supervisor *c = s->leaving; c && now >= s->hurry_at; c = c->next_leaving)
            supervisor_kill(c);
        return;
    }
    s->stopping = true;
    s->hurry_at = now + HURRY_MS;
    notify_stopping();
    struct supervisor *current = s->current, *next = s->next;
    s->next = NULL;
    let_leave(s, next, true);
    s->current = NULL;
    let_leave(s, current, false);
}

static void bury(struct server *s, pid_t pid, int status)
{
    s->look_at = 0;
    if (s->current && supervisor_bury(s->current, pid, status))
        return;
    if (s->next && supervisor_bury(s->next, pid, status))
        return;
    for (struct supervisor *c = s->leaving; c; c = c->next_leaving)
        if (supervisor_bury(c, pid, status))
            return;
}

static void for_all(struct server *s, void (*act)(struct supervisor *))
{
    if (s->current)
        act(s->current);
    if (s->next)
        act(s->next);
    for (struct supervisor *c = s->leaving; c; c = c->next_leaving)
        act(c);
}

static void handle(struct server *s, int sign)
{
    int status;
    switch (sign) {
    case SIGCHLD:
        for (pid_t pid = waitpid(-1, &status, WNOHANG); pid > 0; pid = waitpid(-1, &status, WNOHANG))
            bury(s, pid, status);
        break;
    case SIGHUP:
        reload(s);
        break;
    case SIGUSR1:
        for_all(s, supervisor_open_log);
        break;
    default:
        stop(s);
    }
}

static void look_around(struct server *s)
{
    if (!s->current || clock_monotonic() < s->look_at)
        return;
    s->look_at = clock_monotonic() + LOOK_MS;
    struct generation *g = s->current->generation;
    bool replaced = sockets_mend(&g->sockets);
    supervisor_mend_status(s->current, s->next);
    table_note_replaced(shared_net(s->shared), program_file_look(&s->program));
    if (s->next)
        return;
    change_tickets(s);
    bool moved = capsule_folders_moved(g->config, g->folders);
    bool renewed = generation_certificates_changed(g);
    if (renewed)
        log_note("a certificate was replaced");
    if (moved || renewed || replaced)
        begin_next(s, g->settings);
    else if (clock_monotonic() >= s->certificates_at)
        lint_certificates(s);
}

static int64_t tick_leaving(struct server *s, int64_t wait)
{
    for (struct supervisor **at = &s->leaving; *at;) {
        struct supervisor *c = *at;
        wait = supervisor_tick(c, wait);
        if (supervisor_size(c)) {
            at = &c->next_leaving;
            continue;
        }
        *at = c->next_leaving;
        supervisor_destroy(c);
    }
    return wait;
}

static void judge_workers(struct server *s)
{
    int64_t stood = watchdog_ran(&s->hangs, clock_monotonic());
    for (struct supervisor *c = s->leaving; c && stood; c = c->next_leaving)
        c->deadline += stood;
    if (s->current)
        supervisor_judge(s->current, &s->hangs);
    if (s->next)
        supervisor_judge(s->next, &s->hangs);
}

/* Does everything that is due; returns the milliseconds until there may be more. */
static int64_t tick(struct server *s)
{
    if (s->next && supervisor_is_ready(s->next)) {
        if (parent_lock_in(&s->lock, s->next->generation->config))
            commit(s);
        else
            give_next_up(s);
    } else if (s->next && supervisor_has_failed(s->next)) {
        give_next_up(s);
    }
    if (s->reload_wanted && !s->next)
        reload(s);
    look_around(s);
    judge_workers(s);
    int64_t wait = s->current ? supervisor_tick(s->current, LOOK_MS) : LOOK_MS;
    return tick_leaving(s, wait);
}

/* Waits for a signal or a worker's message, MS at most. */
static void wait_for(struct server *s, int64_t ms)
{
    struct pollfd waited[1 + SHARED_SLOTS] = {{.fd = s->signals, .events = POLLIN}};
    size_t n = 1;
    if (s->current)
        n += supervisor_channels(s->current, waited + n, SHARED_SLOTS + 1 - n);
    if (s->next)
        n += supervisor_channels(s->next, waited + n, SHARED_SLOTS + 1 - n);
    for (struct supervisor *c = s->leaving; c; c = c->next_leaving)
        n += supervisor_channels(c, waited + n, SHARED_SLOTS + 1 - n);
    poll(waited, (nfds_t)n, (int)ms);
}

static void live(struct server *s)
{
    for (;;) {
        int64_t ms = tick(s);
        if (s->stopping && !s->leaving)
            return;
        wait_for(s, ms);
        for_all(s, supervisor_hear);
        for (int sign = signals_take(s->signals); sign; sign = signals_take(s->signals))
            handle(s, sign);
    }
}

int server_run(const struct config_flags *flags)
{
    privileges_raise_files();
    struct server s = {.flags = flags, .arena = arena_create(), .shared = shared_create(), .signals = signals_open()};
    bool able = s.shared && s.signals >= 0;
    program_file_find(&s.program);
    signal(SIGPIPE, SIG_IGN);
    privileges_hide_memory(SANITIZED);
    if (able) {
        read_settings(&s);
        live(&s);
        close(s.signals);
    } else {
        log_error("no memory for the workers' counters, or no signals: %s", strerror(errno));
    }
    shared_destroy(s.shared);
    arena_destroy(s.arena);
    return s.failed || !able ? EXIT_COULD_NOT : EXIT_STOPPED;
}
