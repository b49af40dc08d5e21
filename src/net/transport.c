/* MSG_MORE and TCP_NOTSENT_LOWAT are not in POSIX. */
#define _DEFAULT_SOURCE
#include "net/transport.h"

#include "net/memory.h"

#include <assert.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

/* A piece, its records' overhead, and a possible rest of the handshake. */
enum { WIRE_MAX = 2 * TRANSPORT_PIECE, WAITING_MAX = 4 * TRANSPORT_PIECE, WIDE = 32 * TRANSPORT_PIECE };

void transport_scratch_init(struct transport_scratch *s)
{
    s->read = memory_take(TRANSPORT_PIECE);
    buf_init(&s->wire, WIRE_MAX);
}

void transport_scratch_finish(struct transport_scratch *s)
{
    free(s->read);
    buf_finish(&s->wire);
}

void transport_init(struct transport *t, uv_loop_t *loop, const struct transport_kind *kind,
                    const struct transport_user *user, struct transport_scratch *scratch, struct tls_context *context,
                    const struct tls_signer *signer)
{
    uv_tcp_init(loop, &t->tcp);
    t->kind = kind;
    t->user = user;
    t->scratch = scratch;
    t->context = context;
    t->signer = signer;
    t->stage = TRANSPORT_OPENING;
    buf_init(&t->input, TRANSPORT_INPUT_MAX);
    buf_init(&t->unsent, WAITING_MAX);
    buf_init(&t->waiting, WAITING_MAX);
}

bool transport_open(struct transport *t, int fd)
{
    bool opened = uv_tcp_open(&t->tcp, fd) == 0;
    if (!opened)
        close(fd);
    return opened;
}

void transport_expect_proxy(struct transport *t)
{
    t->after = t->kind;
    t->kind = &transport_proxied;
}

bool transport_awaits_proxy(const struct transport *t)
{
    return t->after != NULL;
}

void transport_begin(struct transport *t)
{
    struct buf early = t->input;
    buf_init(&t->input, TRANSPORT_INPUT_MAX);
    if (early.n)
        t->kind->feed(t, buf_str(&early));
    buf_finish(&early);
}

bool transport_has_begun(const struct transport *t)
{
    return t->stage != TRANSPORT_OPENING || t->tls;
}

bool transport_is_secure(const struct transport *t)
{
    return (t->after ? t->after : t->kind)->secure;
}

bool transport_awaits_handshake(const struct transport *t)
{
    return t->turned && !t->tls && t->stage == TRANSPORT_OPENING;
}

static struct transport *transport_of(const void *tcp)
{
    return (struct transport *)((char *)tcp - offsetof(struct transport, tcp));
}

static void lend(uv_handle_t *handle, size_t suggested, uv_buf_t *out)
{
    (void)suggested;
    *out = uv_buf_init(transport_of(handle)->scratch->read, TRANSPORT_PIECE);
}

static void stop_reading(struct transport *t)
{
    uv_read_stop((uv_stream_t *)&t->tcp);
}

static void read_wire(uv_stream_t *stream, ssize_t n, const uv_buf_t *bytes)
{
    struct transport *t = transport_of(stream);
    if (n == 0 || t->closing)
        return;
    if (n == UV_EOF) {
        stop_reading(t);
        t->wire_ended = true;
        if (t->stage != TRANSPORT_FAILED)
            t->stage = TRANSPORT_ENDED;
    } else if (n < 0) {
        stop_reading(t);
        t->wire_ended = true;
        t->stage = TRANSPORT_FAILED;
    } else if (t->reading != READING_ALL) {
        t->discarded += (size_t)n;
        if (t->reading == READING_PAUSED)
            stop_reading(t);
    } else {
        t->kind->feed(t, (str){bytes->base, (size_t)n});
    }
    t->user->received(t);
}

static void read_as(struct transport *t, enum transport_reading how)
{
    t->reading = how;
    if (!t->wire_ended && uv_read_start((uv_stream_t *)&t->tcp, lend, read_wire) != 0 &&
        !uv_is_active((uv_handle_t *)&t->tcp))
        t->wire_ended = true;
}

void transport_hold(struct transport *t)
{
    stop_reading(t);
}

void transport_read(struct transport *t)
{
    read_as(t, READING_ALL);
}

/* Most answers are written before anything else comes, and then epoll need not be told. */
void transport_pause(struct transport *t)
{
    t->reading = READING_PAUSED;
}

void transport_discard(struct transport *t)
{
    read_as(t, READING_TO_DISCARD);
}

static enum err start_request(struct transport *t);

static void request_ended(uv_write_t *request, int status)
{
    struct transport *t = transport_of(request->handle);
    t->writing = false;
    buf_clear(&t->unsent);
    if (t->closing)
        return;
    if (status < 0) {
        t->stage = TRANSPORT_FAILED;
        t->user->received(t);
        return;
    }
    if (t->waiting.n) {
        struct buf empty = t->unsent;
        t->unsent = t->waiting;
        t->waiting = empty;
        if (start_request(t) == OK)
            return;
        t->stage = TRANSPORT_FAILED;
        t->user->received(t);
        return;
    }
    t->user->written(t);
}

static enum err start_request(struct transport *t)
{
    uv_buf_t bytes = uv_buf_init(t->unsent.p, (unsigned)t->unsent.n);
    if (uv_write(&t->request, (uv_stream_t *)&t->tcp, &bytes, 1, request_ended) != 0)
        return ERR_IO;
    t->writing = true;
    return OK;
}

/*
 * The number of bytes that the kernel takes at once; -1: the connection is broken. The end of the stream, which follows
 * the LAST bytes, goes in one packet with them.
 */
static ssize_t try_send(struct transport *t, str wire, bool last)
{
    uv_os_fd_t fd;
    if (uv_fileno((const uv_handle_t *)&t->tcp, &fd) != 0)
        return -1;
    ssize_t taken;
    do
        taken = send(fd, wire.p, wire.n, MSG_NOSIGNAL | (last ? MSG_MORE : 0));
    while (taken < 0 && errno == EINTR);
    return taken < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == ENOBUFS) ? 0 : taken;
}

/* Bytes that the kernel takes at once need no copy and no request. */
enum err transport_send(struct transport *t, str wire, bool last)
{
    t->written += wire.n;
    if (t->writing)
        return buf_put(&t->waiting, wire) == OK ? OK : ERR_IO;
    if (wire.n) {
        ssize_t taken = try_send(t, wire, last);
        if (taken < 0)
            return ERR_IO;
        wire = str_from(wire, (size_t)taken);
    }
    if (wire.n == 0)
        return OK;
    return buf_put(&t->unsent, wire) == OK ? start_request(t) : ERR_IO;
}

enum err transport_write(struct transport *t, str bytes, bool first, bool last)
{
    assert(bytes.n <= TRANSPORT_PIECE);
    if (t->stage == TRANSPORT_FAILED)
        return ERR_IO;
    return t->kind->write(t, bytes, first, last);
}

size_t transport_offer(struct transport *t, str bytes, bool last)
{
    if (!t->kind->direct || t->writing || t->stage == TRANSPORT_FAILED || !bytes.n)
        return 0;
    ssize_t taken = try_send(t, bytes, last);
    t->written += taken > 0 ? (uint64_t)taken : 0;
    return taken > 0 ? (size_t)taken : 0;
}

void transport_widen(struct transport *t)
{
    uv_os_fd_t fd;
    int unsent = WIDE;
    if (uv_fileno((const uv_handle_t *)&t->tcp, &fd) == 0)
        setsockopt(fd, IPPROTO_TCP, TCP_NOTSENT_LOWAT, &unsent, sizeof unsent);
}

bool transport_is_writing(const struct transport *t)
{
    return t->writing;
}

uint64_t transport_delivered(const struct transport *t)
{
    uint64_t held = uv_stream_get_write_queue_size((const uv_stream_t *)&t->tcp) + t->waiting.n;
    uv_os_fd_t fd;
    int in_kernel = 0;
    if (uv_fileno((const uv_handle_t *)&t->tcp, &fd) == 0 && ioctl(fd, TIOCOUTQ, &in_kernel) == 0 && in_kernel > 0)
        held += (uint64_t)in_kernel - t->ended; /* the end counts as a byte */
    return t->written > held ? t->written - held : 0;
}

void transport_signed(struct transport *t)
{
    t->kind->feed(t, STR(""));
    t->user->received(t);
}

/* uv_shutdown would cost two turns of the loop; with nothing left to write it does just this. */
void transport_end(struct transport *t)
{
    assert(!t->writing);
    t->ended = true;
    uv_os_fd_t fd;
    if (uv_fileno((const uv_handle_t *)&t->tcp, &fd) == 0)
        shutdown(fd, SHUT_WR);
}

static void handle_closed(uv_handle_t *handle)
{
    struct transport *t = transport_of(handle);
    buf_finish(&t->input);
    buf_finish(&t->unsent);
    buf_finish(&t->waiting);
    t->user->closed(t);
}

void transport_close(struct transport *t)
{
    assert(!t->closing);
    t->closing = true;
    t->kind->finish(t);
    uv_close((uv_handle_t *)&t->tcp, handle_closed);
}
