#include "net/transport.h"

#include <netinet/in.h>
#include <netinet/tcp.h>

static enum transport_stage stage_of(enum tls_state state)
{
    switch (state) {
    case TLS_HANDSHAKE:
    case TLS_SIGNING:
        return TRANSPORT_OPENING;
    case TLS_OPEN:
        return TRANSPORT_OPEN;
    case TLS_PEER_CLOSED:
        return TRANSPORT_ENDED;
    case TLS_FAILED:
        return TRANSPORT_FAILED;
    }
    return TRANSPORT_FAILED;
}

static struct buf *empty_scratch(struct transport *t)
{
    buf_clear(&t->scratch->wire);
    return &t->scratch->wire;
}

static enum err send_scratch(struct transport *t, bool last)
{
    const struct buf *wire = &t->scratch->wire;
    return wire->n ? transport_send(t, buf_str(wire), last) : OK;
}

/*
 * Many clients' systems hold the request back until the end of the handshake is acknowledged (RFC 896), and ours would
 * wait 40 ms for an answer that carries the acknowledgement: our ticket leaves with the answer.
 */
static void acknowledge(struct transport *t)
{
#ifdef TCP_QUICKACK
    uv_os_fd_t fd;
    int on = 1;
    if (uv_fileno((const uv_handle_t *)&t->tcp, &fd) == 0)
        setsockopt(fd, IPPROTO_TCP, TCP_QUICKACK, &on, sizeof on);
#else
    (void)t;
#endif
}

/* Also after an error: the alert tells the peer what is wrong. */
static void feed(struct transport *t, str wire)
{
    bool opening = t->stage == TRANSPORT_OPENING;
    if (!t->tls)
        t->tls = tls_create(t->context, t->signer, t);
    t->stage = t->tls ? stage_of(tls_feed(t->tls, wire, &t->input, empty_scratch(t))) : TRANSPORT_FAILED;
    if (t->tls && send_scratch(t, false) != OK)
        t->stage = TRANSPORT_FAILED;
    if (opening && t->stage == TRANSPORT_OPEN && t->input.n == 0)
        acknowledge(t);
}

static enum err write_bytes(struct transport *t, str bytes, bool first, bool last)
{
    enum err written = tls_write(t->tls, bytes, first, last, empty_scratch(t));
    enum err sent = send_scratch(t, last);
    return written == OK ? sent : ERR_IO;
}

static void finish(struct transport *t)
{
    tls_destroy(t->tls);
    t->tls = NULL;
}

const struct transport_kind transport_secure = {false, feed, write_bytes, finish};
