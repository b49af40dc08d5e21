#include "net/conn_protocols.h"

static struct peer peer_of(const struct conn *c)
{
    const struct tls *tls = c->transport.tls;
    return (struct peer){.sni = tls_sni(tls),
                         .fingerprint = tls_peer_fingerprint(tls),
                         .certificate_expired = tls_peer_expired(tls),
                         .port = c->port};
}

static void slow_down(struct conn *c, int seconds)
{
    gemini_refuse(GEMINI_SLOW_DOWN, c->arena, &c->response);
    c->response.meta = arena_printf(c->arena, "%d", seconds);
}

static enum parse answer(struct conn *c, str input)
{
    struct gemini_request request;
    size_t used;
    enum parse parsed = gemini_parse(input, c->arena, &request, &used);
    if (parsed == PARSE_MORE)
        return parsed;
    c->uploads = parsed == PARSE_DONE && str_eq_nocase(request.uri.scheme, STR("titan"));
    int wait = conn_must_wait(c);
    if (wait > 0) {
        slow_down(c, wait);
        c->response.asked.path = parsed == PARSE_DONE ? gemini_path(&request.uri) : STR("");
    } else if (parsed == PARSE_BAD) {
        gemini_refuse(GEMINI_BAD_REQUEST, c->arena, &c->response);
    } else {
        const struct peer peer = peer_of(c);
        hosts_gemini(&c->net->options->hosts, &request, &peer, c->arena, &c->response);
    }
    return parsed;
}

/* A text would cost a handshake, which is to be saved. */
static bool too_many(struct conn *c)
{
    (void)c;
    return false;
}

static enum err put_header(const struct response *r, struct buf *out)
{
    return gemini_put_header(out, r->status, r->meta);
}

static void cannot_be_sent(struct conn *c)
{
    gemini_refuse(GEMINI_FAILURE, c->arena, &c->response);
}

const struct conn_protocol conn_gemini = {NET_GEMINI, &transport_secure, answer,        too_many,
                                          slow_down,  put_header,        cannot_be_sent};
