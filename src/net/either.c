#include "net/transport.h"

enum { TLS_HANDSHAKE_RECORD = 0x16 /* RFC 8446 5.1; no selector begins with it */ };

/* A hello is kept until its client is admitted to a handshake. */
static void feed(struct transport *t, str wire)
{
    if (t->context && wire.p[0] == TLS_HANDSHAKE_RECORD) {
        t->kind = &transport_secure;
        t->turned = true;
        buf_put(&t->input, wire);
        return;
    }
    t->kind = &transport_plain;
    t->kind->feed(t, wire);
}

/* Before anything came: a refusal. */
static enum err write_bytes(struct transport *t, str bytes, bool first, bool last)
{
    return transport_plain.write(t, bytes, first, last);
}

static void finish(struct transport *t)
{
    (void)t;
}

const struct transport_kind transport_either = {true, false, feed, write_bytes, finish};
