#include "net/transport.h"

/* No request needs more: bytes after one are ignored anyway. */
enum { PLAIN_INPUT_MAX = 4096 };

static void feed(struct transport *t, str wire)
{
    t->stage = TRANSPORT_OPEN;
    buf_put(&t->input, str_first(wire, t->input.n < PLAIN_INPUT_MAX ? PLAIN_INPUT_MAX - t->input.n : 0));
}

static enum err write_bytes(struct transport *t, str bytes, bool first, bool last)
{
    (void)first;
    return transport_send(t, bytes, last);
}

static void finish(struct transport *t)
{
    (void)t;
}

const struct transport_kind transport_plain = {true, false, feed, write_bytes, finish};
