#include "net/conn_protocols.h"

#include "net/refusal_words.h"
#include "protocol/finger.h"

static void slow_down(struct conn *c, int seconds)
{
    line_refuse(too_many_requests(seconds, c->arena), &c->response);
}

static enum parse answer(struct conn *c, str input)
{
    struct finger_request request;
    size_t used;
    enum parse parsed = finger_parse(input, &request, &used);
    if (parsed == PARSE_MORE)
        return parsed;
    int wait = conn_must_wait(c);
    if (wait > 0)
        slow_down(c, wait);
    else if (parsed == PARSE_BAD)
        line_refuse(STR("This is not a Finger request"), &c->response);
    else
        finger_answer(c->net->options->hosts.fallback, &request, c->arena, &c->response);
    return parsed;
}

static bool too_many(struct conn *c)
{
    line_refuse(TOO_MANY_CONNECTIONS, &c->response);
    return true;
}

const struct conn_protocol conn_finger = {NET_FINGER, &transport_plain, answer, too_many, slow_down, NULL, NULL};
