#include "net/worker.h"

#include "base/log.h"
#include "net/conn_events.h"
#include "net/idle_conns.h"
#include "net/listener.h"
#include "net/signing.h"
#include "net/status.h"
#include "net/watch.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { CANNOT_SERVE = 1 };

static const int ending_signals[NET_SIGNALS] = {SIGTERM, SIGINT, NET_SUCCEEDED};

void net_change_log(struct net *net, int fd)
{
    access_log_change(&net->log, fd);
    net_write_log(net);
}

void net_stand_in(struct net *net, const struct net_absent *absent)
{
    if (!net->draining)
        listeners_stand_in(net->listeners, absent);
}

/* ---- questions about the server */

void net_change_status(struct net *net, int fd)
{
    if (net->status && !net->draining)
        status_change(net->status, fd);
    else
        close(fd);
}

/* ---- the channel: the parent's latest word counts until the end */

static void hear(uv_poll_t *channel, int status, int events)
{
    struct net *net = channel->data;
    (void)events;
    if (status != 0 || !net->options->channel.heard(net, net->options->context))
        uv_poll_stop(channel);
}

static void start_channel(struct net *net)
{
    const struct net_channel *c = &net->options->channel;
    if (!c->heard)
        return;
    net->channel.data = net;
    uv_poll_init(&net->loop, &net->channel, c->fd);
    uv_poll_start(&net->channel, UV_READABLE, hear);
}

/* ---- the end: accept no more, let requests finish, then close what is left */

static void close_handle(uv_handle_t *handle)
{
    if (!uv_is_closing(handle))
        uv_close(handle, NULL);
}

static void mask_signals(int how)
{
    sigset_t set;
    sigemptyset(&set);
    for (size_t i = 0; i < NET_SIGNALS; i++)
        sigaddset(&set, ending_signals[i]);
    sigprocmask(how, &set, NULL);
}

/*
 * libuv resets a signal to its default action, and a second one would kill a worker that is ending in good order: from
 * now on they stay blocked.
 */
static void close_signals(struct net *net)
{
    mask_signals(SIG_BLOCK);
    for (size_t i = 0; i < NET_SIGNALS; i++)
        close_handle((uv_handle_t *)&net->signals[i]);
}

/* With its last handle closed the loop ends by itself. */
static void stop(struct net *net)
{
    if (net->stopped)
        return;
    net->stopped = true;
    close_signals(net);
    close_handle((uv_handle_t *)&net->ticks);
    close_handle((uv_handle_t *)&net->turn);
    heartbeat_stop(&net->heartbeat);
    if (net->options->channel.heard)
        close_handle((uv_handle_t *)&net->channel);
    signings_stop(net->signings);
    work_queue_stop(net->work_queue);
}

static void conn_closed(struct net *net)
{
    listeners_resume(net->listeners);
    if (net->draining && !net->conns)
        stop(net);
}

static void abort_rest(struct deadline *drained)
{
    struct net *net = (struct net *)((char *)drained - offsetof(struct net, drained));
    for (struct conn *c = net->conns; c; c = c->next)
        conn_abort(c);
}

static void drain(struct net *net, bool is_succeeded)
{
    if (net->draining)
        return;
    net->draining = true;
    listeners_close(net->listeners, !is_succeeded);
    watch_stop(net->watch);
    status_close(net->status);
    net_arm(net, &net->drained, (uint64_t)net->options->drain_ms);
    for (struct conn *c = net->conns; c; c = c->next)
        conn_hurry(c);
    conn_closed(net);
}

static void told_to_end(uv_signal_t *signal, int number)
{
    drain(signal->data, number == NET_SUCCEEDED);
}

/* ---- the beginning */

static void start_handles(struct net *net)
{
    for (size_t i = 0; i < NET_SIGNALS; i++) {
        uv_signal_init(&net->loop, &net->signals[i]);
        net->signals[i].data = net;
        uv_signal_start(&net->signals[i], told_to_end, ending_signals[i]);
    }
    uv_timer_init(&net->loop, &net->ticks);
    uv_idle_init(&net->loop, &net->turn);
    net->ticks.data = net->turn.data = net;
    start_channel(net);
}

static void init(struct net *net, const struct net_options *options)
{
    *net = (struct net){.options = options, .conn_closed = conn_closed};
    limits_init(&net->limits, options);
    net->limits.make_room = conn_make_room;
    net->limits.context = net;
    net->idle = idle_conns_create();
    access_log_init(&net->log, &options->log);
    net->log_due.expired = net_log_is_due;
    net->drained.expired = abort_rest;
    transport_scratch_init(&net->scratch);
    buf_init(&net->piece, TRANSPORT_PIECE);
    net->snapshot = snapshot_create();
}

static void finish(struct net *net)
{
    listeners_destroy(net->listeners);
    watch_destroy(net->watch);
    status_destroy(net->status);
    signings_destroy(net->signings);
    work_queue_destroy(net->work_queue);
    snapshot_unref(net->snapshot);
    buf_finish(&net->piece);
    transport_scratch_finish(&net->scratch);
    access_log_finish(&net->log);
    limits_finish(&net->limits);
    idle_conns_destroy(net->idle);
}

static void nothing(uv_work_t *work)
{
    (void)work;
}

static void nothing_done(uv_work_t *work, int status)
{
    (void)work;
    (void)status;
}

/* The first piece of work makes the threads of the pool, which inherit the blocked signals: signals are for the
 * loop. */
static void start_threads(struct net *net)
{
    char threads[16];
    snprintf(threads, sizeof threads, "%zu", work_queue_threads());
    setenv("UV_THREADPOOL_SIZE", threads, true);
    mask_signals(SIG_BLOCK);
    uv_queue_work(&net->loop, &net->first_work, nothing, nothing_done);
    mask_signals(SIG_UNBLOCK);
}

static int serve(struct net *net)
{
    start_handles(net);
    start_threads(net);
    net->work_queue = work_queue_create(&net->loop, &net->options->shared->slots[net->options->slot]->metrics);
    net->signings = signings_start(net);
    net->listeners = listeners_open(net);
    if (!net->listeners) {
        stop(net);
        uv_run(&net->loop, UV_RUN_DEFAULT);
        return CANNOT_SERVE;
    }
    if (net->options->watch)
        net->watch = watch_start(net);
    net->status = status_open(net);
    table_serve(net->options->shared, net->options->slot, net->options->status.generation);
    heartbeat_start(&net->heartbeat, &net->loop, net->options->shared, net->options->slot);
    if (net->options->ready)
        net->options->ready(net->options->context);
    uv_run(&net->loop, UV_RUN_DEFAULT);
    return 0;
}

/*
 * For each new stream, libuv 1.44 opens /dev/null as a reserve for its own accepting, until it has one. The sandbox
 * refuses that, twice for each connection; any descriptor will do instead.
 */
static void give_reserve(uv_loop_t *loop)
{
    if (loop->emfile_fd < 0)
        loop->emfile_fd = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 0);
}

int net_run(const struct net_options *options)
{
    struct net net;
    init(&net, options);
    int err = uv_loop_init(&net.loop);
    int code = CANNOT_SERVE;
    if (err == 0) {
        give_reserve(&net.loop);
        uv_update_time(&net.loop);
        deadlines_init(&net.deadlines, net_now(&net));
        code = serve(&net);
        uv_loop_close(&net.loop);
    } else {
        log_error("a worker has no event loop: %s", uv_strerror(err));
    }
    finish(&net);
    return code;
}
