#include "net/conn_protocols.h"

#include "protocol/finger.h"

static void slow_down(struct conn *c, int seconds)
{
    const char *unit = seconds == 1 ? "second" : "seconds";
    finger_refuse(arena_printf(c->arena, "Too many requests: try again in %d %s", seconds, unit), &c->response);
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
        finger_refuse(STR("This is not a Finger request"), &c->response);
    else
        finger_answer(c->net->options->hosts.fallback, &request, c->arena, &c->response);
    return parsed;
}

static bool too_many(struct conn *c)
{
    finger_refuse(STR("Too many connections: try again later"), &c->response);
    return true;
}

const struct conn_protocol conn_finger = {NET_FINGER, &transport_plain, answer, too_many, slow_down, NULL, NULL};
