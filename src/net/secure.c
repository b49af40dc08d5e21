#include "net/transport.h"

#include "net/address.h"

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

/* The address that the client connected to, which a balancer in between has named. */
static bool address_reached(const struct transport *t, struct address *out)
{
    struct sockaddr_storage storage;
    int size = sizeof storage;
    if (t->proxy.has_source) {
        *out = address_of_bytes(t->proxy.target, t->proxy.is_v6);
        return true;
    }
    return uv_tcp_getsockname(&t->tcp, (struct sockaddr *)&storage, &size) == 0 &&
           address_of((const struct sockaddr *)&storage, out);
}

enum { ADDRESS_TEXT_MAX = 64 /* bytes */ };

static struct tls *create(struct transport *t)
{
    struct tls *tls = tls_create(t->context, t->signer, t);
    struct address address;
    if (tls && tls_context_has_addresses(t->context) && address_reached(t, &address)) {
        struct buf text;
        buf_init(&text, ADDRESS_TEXT_MAX);
        address_put(&text, &address);
        tls_set_address(tls, buf_str(&text));
        buf_finish(&text);
    }
    return tls;
}

/* Also after an error: the alert tells the peer what is wrong. */
static void feed(struct transport *t, str wire)
{
    bool opening = t->stage == TRANSPORT_OPENING;
    if (!t->tls)
        t->tls = create(t);
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

const struct transport_kind transport_secure = {false, true, feed, write_bytes, finish};
