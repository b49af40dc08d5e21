/* The messages between the parent and the workers of a supervisor. */
#include "server/supervisor.h"

#include "base/clock.h"
#include "base/log.h"

#include <signal.h>
#include <unistd.h>

/* LATE_MS: three times two seconds, less the inaccuracy of clocks on a busy machine. */
enum { HEARD_AT_ONCE = 64, STALE_MAX = 16, LATE_MS = 1000 };

/* Such a process can no longer be told what to do: not even how to end. */
static void end_liar(struct supervised *m, size_t index)
{
    log_error("worker %zu (process %ld) sent what no worker sends, and is killed", index + 1, (long)m->pid);
    m->unheard = true;
    kill(m->pid, SIGKILL);
}

static bool hear_ready(struct supervised *m)
{
    bool first = !m->ready;
    m->ready = true;
    m->ready_at = clock_monotonic();
    return first;
}

static bool hear_served(const struct generation *g, size_t index, uint64_t host)
{
    if (host >= g->config->hosts.count || !served_mark(g->served, index, (size_t)host))
        return false;
    if (served_again(g->served, (size_t)host))
        log_note("the capsule of %.*s is fixed, and served", STR_ARG(g->config->hosts.items[host].name));
    return true;
}

static bool hear_refused(const struct generation *g, size_t index, const struct channel_message *said)
{
    return said->number < g->config->hosts.count && served_refuse(g->served, index, (size_t)said->number, said->hash);
}

/*
 * A worker reports this once for three handshakes of two seconds. Its report is no proof: a lying worker costs the
 * others a handshake now and then, and no more.
 */
static bool hear_late(struct supervisor *c, struct supervised *m)
{
    int64_t now = clock_monotonic(), before = m->late_at;
    m->late_at = now;
    if (before && now - before < LATE_MS)
        return false;
    keeper_process_replace(&c->keeper, now);
    return true;
}

/* Everything else is reported once; so a worker's messages come to an end. False: no worker sends such a message. */
static bool understand(struct supervisor *c, struct supervised *m, size_t index, const struct channel_message *said)
{
    const struct generation *g = c->generation;
    switch ((enum channel_kind)said->kind) {
    case CHANNEL_READY:
        return hear_ready(m);
    case CHANNEL_SERVED:
        return hear_served(g, index, said->number);
    case CHANNEL_REFUSED:
        return hear_refused(g, index, said);
    case CHANNEL_LATE:
        return hear_late(c, m);
    case CHANNEL_LOG:
    case CHANNEL_TICKETS:
    case CHANNEL_STATUS:
    case CHANNEL_ABSENT:
    case CHANNEL_KINDS:
        return false;
    }
    return false;
}

static void hear(struct supervisor *c, struct supervised *m, size_t index)
{
    for (int i = 0; i < HEARD_AT_ONCE; i++) {
        struct channel_message said;
        int none;
        bool believed = false;
        switch (channel_take(&m->channel, CHANNEL_FROM_WORKER, &said, &none)) {
        case CHANNEL_EMPTY:
            return;
        case CHANNEL_STALE:
            believed = ++m->stale <= STALE_MAX;
            break;
        case CHANNEL_MESSAGE:
            believed = understand(c, m, index, &said);
            break;
        case CHANNEL_WRONG:
            break;
        }
        if (!believed) {
            end_liar(m, index);
            return;
        }
    }
}

void supervisor_hear(struct supervisor *c)
{
    for (size_t i = 0; i < c->generation->worker_count; i++)
        if (c->members[i].pid && !c->members[i].unheard)
            hear(c, &c->members[i], i);
}

size_t supervisor_channels(const struct supervisor *c, struct pollfd *out, size_t room)
{
    size_t n = 0;
    for (size_t i = 0; i < c->generation->worker_count && n < room; i++)
        if (c->members[i].pid && !c->members[i].unheard)
            out[n++] = (struct pollfd){.fd = c->members[i].channel.fd, .events = POLLIN};
    return n;
}

/* True: there is no room yet. */
static bool hand(struct supervised *m, enum channel_kind kind, int fd)
{
    return !channel_send(&m->channel, (struct channel_message){.kind = kind}, fd);
}

static bool hand_absent(struct supervised *m, const struct net_absent *absent)
{
    const struct channel_message message = {.kind = CHANNEL_ABSENT, .number = absent->bits[0], .hash = absent->bits[1]};
    return !channel_send(&m->channel, message, -1);
}

bool supervisor_hand_owed(struct supervisor *c)
{
    bool is_owed = false;
    for (size_t i = 0; i < c->generation->worker_count; i++) {
        struct supervised *m = &c->members[i];
        if (!m->pid)
            continue;
        m->owed_log = m->owed_log && hand(m, CHANNEL_LOG, c->generation->access_log);
        m->owed_tickets = m->owed_tickets && hand(m, CHANNEL_TICKETS, c->tickets);
        m->owed_status = m->owed_status && hand(m, CHANNEL_STATUS, status_socket_fd(c->generation->status));
        m->owed_absent = m->owed_absent && hand_absent(m, &c->absent);
        is_owed |= m->owed_log || m->owed_tickets || m->owed_status || m->owed_absent;
    }
    return is_owed;
}

void supervisor_change_tickets(struct supervisor *c, int file)
{
    if (c->tickets >= 0)
        close(c->tickets);
    c->tickets = file;
    for (size_t i = 0; i < c->generation->worker_count && file >= 0; i++)
        c->members[i].owed_tickets = true;
    supervisor_hand_owed(c);
}

static void owe_status(struct supervisor *c)
{
    for (size_t i = 0; i < c->generation->worker_count; i++)
        c->members[i].owed_status = true;
    supervisor_hand_owed(c);
}

/* A generation that is starting may share it. */
void supervisor_mend_status(struct supervisor *c, struct supervisor *next)
{
    struct status_socket *status = c->generation->status;
    struct diag diag;
    if (status_socket_mend(status))
        return;
    diag_init(&diag);
    bool renewed = status_socket_renew(status, &diag);
    diag_log(&diag);
    if (!renewed)
        return;
    log_error("the status socket was shut down; another one takes its place");
    owe_status(c);
    if (next && next->generation->status == status)
        owe_status(next);
}

void supervisor_open_log(struct supervisor *c)
{
    struct generation *g = c->generation;
    struct diag diag;
    diag_init(&diag);
    enum err err = generation_open_log(g, &diag);
    diag_log(&diag);
    if (err == ERR_IO)
        log_error("nothing has changed: the access log is written where it was");
    if (err != OK)
        return;
    if (!c->leaving)
        log_note("the access log %.*s is reopened", STR_ARG(g->config->log.access));
    for (size_t i = 0; i < g->worker_count; i++)
        c->members[i].owed_log = true;
    supervisor_hand_owed(c);
}
