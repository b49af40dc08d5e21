/* What the parent and the workers of a crew say to each other. */
#include "server/crew.h"

#include "base/log.h"

#include <signal.h>

enum { HEARD_AT_ONCE = 16 };

/* It is a worker no more that can be told what to do: not even how to end. */
static void end_liar(struct crew_member *m, size_t index)
{
    log_error("worker %zu (process %ld) said what no worker says: it is ended", index + 1, (long)m->pid);
    m->unheard = true;
    kill(m->pid, SIGKILL);
}

/* All that a worker has to say is that it is ready, once. */
static void hear(struct crew_member *m, size_t index)
{
    for (int i = 0; i < HEARD_AT_ONCE; i++) {
        int none;
        switch (channel_take(&m->channel, CHANNEL_READY, &none)) {
        case CHANNEL_EMPTY:
            return;
        case CHANNEL_STALE:
            break;
        case CHANNEL_MESSAGE:
            if (!m->ready) {
                m->ready = true;
                break;
            }
            end_liar(m, index);
            return;
        case CHANNEL_WRONG:
            end_liar(m, index);
            return;
        }
    }
    end_liar(m, index);
}

void crew_hear(struct crew *c)
{
    for (size_t i = 0; i < c->generation->worker_count; i++)
        if (c->members[i].pid && !c->members[i].unheard)
            hear(&c->members[i], i);
}

size_t crew_channels(const struct crew *c, struct pollfd *out, size_t room)
{
    size_t n = 0;
    for (size_t i = 0; i < c->generation->worker_count && n < room; i++)
        if (c->members[i].pid && !c->members[i].unheard)
            out[n++] = (struct pollfd){.fd = c->members[i].channel.fd, .events = POLLIN};
    return n;
}

bool crew_hand_log(struct crew *c)
{
    bool is_owed = false;
    for (size_t i = 0; i < c->generation->worker_count; i++) {
        struct crew_member *m = &c->members[i];
        if (m->pid && m->owed_log)
            m->owed_log = !channel_send(&m->channel, CHANNEL_LOG, c->generation->access_log);
        is_owed |= m->pid && m->owed_log;
    }
    return is_owed;
}

void crew_open_log(struct crew *c)
{
    struct generation *g = c->generation;
    struct diag diag;
    diag_init(&diag);
    enum err err = generation_open_log(g, &diag);
    diag_print(&diag, SEVERITY_WARNING, stderr);
    diag_finish(&diag);
    if (err == ERR_IO)
        log_error("nothing has changed: the access log is written where it was");
    if (err != OK)
        return;
    if (!c->leaving)
        log_note("the access log %.*s is opened anew", STR_ARG(g->config->log.access));
    for (size_t i = 0; i < g->worker_count; i++)
        c->members[i].owed_log = true;
    crew_hand_log(c);
}
