#include "net/status.h"

#include "base/clock.h"
#include "base/log.h"
#include "net/acceptor.h"
#include "net/memory.h"
#include "net/penalties.h"
#include "net/status_format.h"

#include <stdlib.h>
#include <unistd.h>

enum {
    BACKLOG = 64,
    ASKERS_MAX = 32,
    ASKED_MAX = 32,
    PATIENCE_MS = 5000,
    REPORT_MAX = 1 << 20,
    MS_IN_S = 1000,
    MICROSECONDS_IN_MS = 1000
};

struct asker {
    uv_pipe_t pipe;
    struct status *status;
    struct asker *next, **link;
    struct deadline deadline;
    bool silent; /* has not asked yet, and is not closing */
    char asked[ASKED_MAX];
    size_t n;
    struct buf report;
    uv_write_t request;
};

struct status {
    struct acceptor acceptor;
    struct net *net;
    struct asker *askers; /* newest first */
    size_t count;         /* of those that are not closing */
};

/* ---- the report */

static void describe(struct net *net, struct arena *arena, struct status_report *r)
{
    const struct net_options *o = net->options;
    struct status_host *hosts = ARENA_ARRAY(arena, struct status_host, o->hosts.count);
    struct read_page *pages = ARENA_ARRAY(arena, struct read_page, READ_PAGES_MAX);
    for (size_t i = 0; i < o->hosts.count; i++) {
        const struct capsule *capsule = o->hosts.capsules[i];
        hosts[i].name = capsule_options(capsule)->name;
        hosts[i].served = capsule_site(capsule) != NULL;
        if (hosts[i].served)
            site_posts(capsule_site(capsule), &hosts[i].posts);
        hosts[i].counts = readership_of_host(o->shared, hosts[i].name);
        hosts[i].certificate_ends = o->status.certificates_end ? o->status.certificates_end[i] : 0;
    }
    *r = (struct status_report){.version = STR(SPLASHDOWN_VERSION),
                                .now = clock_now(),
                                .started = o->shared->started,
                                .uptime = (clock_monotonic() - o->shared->started_ms) / MS_IN_S,
                                .generation = o->status.generation,
                                .replaced = table_replaced(o->shared),
                                .connections = limits_connections(&net->limits),
                                .index = table_index(o->shared),
                                .sum = table_sum(o->shared),
                                .hosts = hosts,
                                .host_count = o->hosts.count,
                                .pages = pages};
    r->page_count = readership_most_read(o->shared, &o->hosts, r->now, pages);
    table_workers(o->shared, o->status.generation, &r->workers, &r->leaving);
    penalties_count(o->shared, clock_monotonic() * MICROSECONDS_IN_MS, &r->paused, &r->paused_networks);
}

static enum err make_report(struct net *net, str format_name, struct buf *out)
{
    enum status_format format;
    if (!status_format_of(format_name, &format))
        return ERR_SYNTAX;
    struct arena *arena = arena_create();
    struct status_report report;
    describe(net, arena, &report);
    enum err err = status_format_put(out, &report, format);
    arena_destroy(arena);
    return err;
}

/* ---- those who ask */

static void asker_closed(uv_handle_t *handle)
{
    struct asker *a = handle->data;
    *a->link = a->next;
    if (a->next)
        a->next->link = a->link;
    buf_finish(&a->report);
    free(a);
}

static void asker_close(struct asker *a)
{
    if (uv_is_closing((uv_handle_t *)&a->pipe))
        return;
    a->silent = false;
    a->status->count--;
    deadline_disarm(&a->status->net->deadlines, &a->deadline);
    uv_close((uv_handle_t *)&a->pipe, asker_closed);
}

static void expired(struct deadline *deadline)
{
    asker_close((struct asker *)((char *)deadline - offsetof(struct asker, deadline)));
}

static void report_sent(uv_write_t *request, int status)
{
    (void)status;
    asker_close(request->data);
}

static void answer(struct asker *a, str line)
{
    a->silent = false;
    uv_read_stop((uv_stream_t *)&a->pipe);
    if (make_report(a->status->net, line, &a->report) != OK) {
        asker_close(a);
        return;
    }
    uv_buf_t bytes = uv_buf_init(a->report.p, (unsigned)a->report.n);
    a->request.data = a;
    if (uv_write(&a->request, (uv_stream_t *)&a->pipe, &bytes, 1, report_sent) != 0)
        asker_close(a);
}

static void lend(uv_handle_t *handle, size_t suggested, uv_buf_t *out)
{
    struct asker *a = handle->data;
    (void)suggested;
    *out = uv_buf_init(a->asked + a->n, (unsigned)(ASKED_MAX - a->n));
}

static void asked(uv_stream_t *stream, ssize_t n, const uv_buf_t *bytes)
{
    struct asker *a = stream->data;
    (void)bytes;
    if (n == 0)
        return;
    a->n += n > 0 ? (size_t)n : 0;
    str line, rest;
    if (str_cut((str){a->asked, a->n}, '\n', &line, &rest))
        answer(a, line);
    else if (n < 0 || a->n == ASKED_MAX)
        asker_close(a);
}

/* A question is answered, however many connections there are that ask nothing. */
static void close_oldest_silent(struct status *s)
{
    struct asker *oldest = NULL;
    for (struct asker *a = s->askers; a; a = a->next)
        oldest = a->silent ? a : oldest;
    if (oldest)
        asker_close(oldest);
}

static void take(struct acceptor *acceptor, int fd, const struct sockaddr *peer)
{
    struct status *s = (struct status *)((char *)acceptor - offsetof(struct status, acceptor));
    (void)peer;
    if (s->count == ASKERS_MAX)
        close_oldest_silent(s);
    struct asker *a = MEMORY_NEW(struct asker);
    a->status = s;
    a->silent = true;
    a->deadline.expired = expired;
    a->link = &s->askers;
    a->next = s->askers;
    if (a->next)
        a->next->link = &a->next;
    s->askers = a;
    buf_init(&a->report, REPORT_MAX);
    uv_pipe_init(&s->net->loop, &a->pipe, 0);
    a->pipe.data = a;
    bool taken = uv_pipe_open(&a->pipe, fd) == 0;
    if (!taken)
        close(fd);
    if (s->count++ >= ASKERS_MAX || !taken || uv_read_start((uv_stream_t *)&a->pipe, lend, asked) != 0)
        asker_close(a);
    else
        net_arm(s->net, &a->deadline, PATIENCE_MS);
}

/* ---- the socket */

struct status *status_open(struct net *net)
{
    if (net->options->status.fd < 0)
        return NULL;
    struct status *s = MEMORY_NEW(struct status);
    s->net = net;
    int err = acceptor_open(&s->acceptor, &net->loop, net->options->status.fd, BACKLOG, take);
    if (err != 0)
        log_error("the status socket does not accept connections: %s", uv_strerror(err));
    return s;
}

void status_change(struct status *s, int fd)
{
    int before = s->acceptor.fd;
    acceptor_move(&s->acceptor, fd);
    close(before);
}

void status_close(struct status *s)
{
    if (!s)
        return;
    acceptor_close(&s->acceptor);
    for (struct asker *a = s->askers; a; a = a->next)
        asker_close(a);
}

void status_destroy(struct status *s)
{
    free(s);
}
