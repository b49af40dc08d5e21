#include "net/acceptor.h"

#include "base/clock.h"
#include "base/log.h"
#include "base/system.h"

#include <errno.h>
#include <sys/resource.h>
#include <unistd.h>

enum {
    BATCH = 16, /* connections in one turn of the loop: open ones need their turns */
    RESERVE = 64,
    SHARE = 4, /* the reserve is at most this part of all */
    AGAIN_MS = 100,
    LISTENING_MS = 10,
    SAY_MS = 60000
};

static int last_descriptor(void)
{
    struct rlimit files;
    if (getrlimit(RLIMIT_NOFILE, &files) != 0 || files.rlim_cur > INT32_MAX)
        return INT32_MAX;
    int all = (int)files.rlim_cur;
    return all - (all / SHARE < RESERVE ? all / SHARE : RESERVE);
}

static void say_full(struct acceptor *a)
{
    int64_t now = clock_monotonic();
    if (now < a->say_at)
        return;
    a->say_at = now + SAY_MS;
    log_error("a worker has no descriptors left: new connections wait; raise the limit of open files (LimitNOFILE=, "
              "ulimit -n)");
}

static void ready(uv_poll_t *poll, int status, int events);

static void try_again(uv_timer_t *timer)
{
    acceptor_resume(timer->data);
}

static void wait(struct acceptor *a, uint64_t ms)
{
    a->waits = true;
    if (!a->moving)
        uv_poll_stop(&a->poll);
    uv_timer_start(&a->again, try_again, ms, 0);
}

static void wait_for_room(struct acceptor *a)
{
    say_full(a);
    wait(a, AGAIN_MS);
}

/* False: no more for now. */
static bool take_one(struct acceptor *a)
{
    struct sockaddr_storage peer = {.ss_family = AF_UNSPEC};
    socklen_t n = sizeof peer;
    int fd = system_accept(a->fd, (struct sockaddr *)&peer, &n);
    if (fd < 0) {
        int reason = errno;
        if (reason == EMFILE || reason == ENFILE || reason == ENOBUFS || reason == ENOMEM)
            wait_for_room(a);
        /* It does not listen: not yet, or no longer, until the parent corrects that. */
        if (reason == EINVAL)
            wait(a, LISTENING_MS);
        return reason == ECONNABORTED || reason == EINTR || reason == EPROTO;
    }
    if (fd >= a->last)
        wait_for_room(a);
    a->take(a, fd, (const struct sockaddr *)&peer);
    return true;
}

static void ready(uv_poll_t *poll, int status, int events)
{
    struct acceptor *a = poll->data;
    (void)events;
    /* libuv stops watching a socket that has an error. */
    if (status != 0)
        wait(a, LISTENING_MS);
    for (int i = 0; i < BATCH && !a->waits && !a->rests && !a->closed; i++)
        if (!take_one(a))
            return;
}

/* Begins to watch its socket. */
static int look(struct acceptor *a)
{
    int err = uv_poll_init(a->loop, &a->poll, a->fd);
    a->poll.data = a;
    if (err == 0)
        return a->waits || a->rests ? 0 : uv_poll_start(&a->poll, UV_READABLE, ready);
    uv_close((uv_handle_t *)&a->again, NULL);
    a->closed = true;
    return err;
}

int acceptor_open(struct acceptor *a, uv_loop_t *loop, int fd, int backlog, acceptor_take *take)
{
    *a = (struct acceptor){.fd = fd, .backlog = backlog, .last = last_descriptor(), .loop = loop, .take = take};
    uv_timer_init(loop, &a->again);
    a->again.data = a;
    return look(a);
}

static void moved(uv_handle_t *poll)
{
    struct acceptor *a = poll->data;
    a->moving = false;
    int err = a->closed ? 0 : look(a);
    if (err != 0)
        log_error("a worker cannot take connections from another socket: %s", uv_strerror(err));
}

void acceptor_move(struct acceptor *a, int fd)
{
    a->fd = fd;
    if (a->closed || a->moving)
        return;
    a->moving = true;
    uv_close((uv_handle_t *)&a->poll, moved);
}

/* The kernel gives the lowest free number: it shows how many are taken. */
static bool has_room(const struct acceptor *a)
{
    int lowest = dup(a->fd);
    if (lowest >= 0)
        close(lowest);
    return lowest >= 0 && lowest < a->last;
}

void acceptor_resume(struct acceptor *a)
{
    if (!a->waits || a->closed)
        return;
    if (!has_room(a)) {
        uv_timer_start(&a->again, try_again, AGAIN_MS, 0);
        return;
    }
    a->waits = false;
    uv_timer_stop(&a->again);
    if (!a->rests && !a->moving)
        uv_poll_start(&a->poll, UV_READABLE, ready);
}

void acceptor_rest(struct acceptor *a, bool rests)
{
    if (a->closed || a->rests == rests)
        return;
    a->rests = rests;
    if (a->waits || a->moving)
        return;
    if (rests)
        uv_poll_stop(&a->poll);
    else
        uv_poll_start(&a->poll, UV_READABLE, ready);
}

void acceptor_take_rest(struct acceptor *a)
{
    for (int i = 0; i < a->backlog && !a->waits && !a->rests && !a->closed; i++)
        if (!take_one(a))
            return;
}

void acceptor_close(struct acceptor *a)
{
    if (a->closed)
        return;
    a->closed = true;
    if (!a->moving)
        uv_close((uv_handle_t *)&a->poll, NULL);
    uv_close((uv_handle_t *)&a->again, NULL);
}
