#include "net/conn_protocols.h"

#include "net/refusal_words.h"
#include "protocol/spartan.h"

static void slow_down(struct conn *c, int seconds)
{
    spartan_refuse(SPARTAN_CLIENT_ERROR, too_many_requests(seconds, c->arena), &c->response);
}

static enum parse answer(struct conn *c, str input)
{
    struct spartan_request request;
    size_t used;
    enum parse parsed = spartan_parse(input, &request, &used);
    if (parsed == PARSE_MORE)
        return parsed;
    c->uploads = parsed == PARSE_DONE && request.has_too_much;
    int wait = conn_must_wait(c);
    if (wait > 0) {
        slow_down(c, wait);
        c->response.asked.path = parsed == PARSE_DONE ? request.path : STR("");
    } else if (parsed == PARSE_BAD) {
        spartan_refuse(SPARTAN_CLIENT_ERROR, STR("This is not a Spartan request"), &c->response);
    } else {
        hosts_spartan(&c->net->options->hosts, &request, c->arena, &c->response);
    }
    return parsed;
}

static bool too_many(struct conn *c)
{
    spartan_refuse(SPARTAN_SERVER_ERROR, TOO_MANY_CONNECTIONS, &c->response);
    return true;
}

static enum err put_header(const struct response *r, struct buf *out)
{
    return spartan_put_header(out, r->status, r->meta);
}

static void cannot_be_sent(struct conn *c)
{
    spartan_refuse(SPARTAN_SERVER_ERROR, STR("Try again later"), &c->response);
}

const struct conn_protocol conn_spartan = {NET_SPARTAN, &transport_plain, answer,        too_many,
                                           slow_down,   put_header,       cannot_be_sent};
