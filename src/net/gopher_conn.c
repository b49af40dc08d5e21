#include "net/conn_protocols.h"

#include "net/refusal_words.h"

static void slow_down(struct conn *c, int seconds)
{
    gopher_refuse(too_many_requests(seconds, c->arena), c->arena, &c->response);
}

static enum parse answer(struct conn *c, str input)
{
    struct gopher_request request;
    size_t used;
    enum parse parsed = gopher_parse(input, &request, &used);
    /* Where there are no certificates: a TLS client understands a clean close, an empty response. */
    if (parsed == PARSE_MORE || (parsed == PARSE_DONE && request.is_tls))
        return parsed;
    int wait = conn_must_wait(c);
    if (wait > 0) {
        slow_down(c, wait);
        c->response.asked.path = gopher_path(request.selector);
    } else if (parsed == PARSE_BAD) {
        gopher_refuse(STR("This is not a Gopher request"), c->arena, &c->response);
    } else {
        str sni = c->transport.tls ? tls_sni(c->transport.tls) : STR("");
        hosts_gopher(&c->net->options->hosts, &request, sni, c->arena, &c->response);
    }
    return parsed;
}

static bool too_many(struct conn *c)
{
    gopher_refuse(TOO_MANY_CONNECTIONS, c->arena, &c->response);
    return true;
}

const struct conn_protocol conn_gopher = {NET_GOPHER, &transport_either, answer, too_many, slow_down, NULL, NULL};
