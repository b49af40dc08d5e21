#include "net/transport.h"

/*
 * The input holds the header until it is complete: it may arrive in any pieces. Then it holds the bytes that came with
 * it, which are not processed before the client is admitted.
 */
static void feed(struct transport *t, str wire)
{
    size_t before = t->input.n, used;
    buf_put(&t->input, str_first(wire, PROXY_HEADER_MAX - before));
    switch (proxy_parse(buf_str(&t->input), &t->proxy, &used)) {
    case PARSE_MORE:
        return;
    case PARSE_BAD:
        t->stage = TRANSPORT_FAILED;
        return;
    case PARSE_DONE:
        break;
    }
    buf_clear(&t->input);
    buf_put(&t->input, str_from(wire, used - before));
    t->kind = t->after;
    t->after = NULL;
}

/* Nothing is answered before the client is known. */
static enum err write_bytes(struct transport *t, str bytes, bool first, bool last)
{
    (void)t;
    (void)bytes;
    (void)first;
    (void)last;
    return ERR_IO;
}

static void finish(struct transport *t)
{
    t->after->finish(t);
}

const struct transport_kind transport_proxied = {false, false, feed, write_bytes, finish};
