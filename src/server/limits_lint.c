#include "server/limits_lint.h"

#include "net/address.h"

static bool is_in(const struct address *a, const struct str_list *ranges)
{
    struct address_range range;
    for (size_t i = 0; i < ranges->count; i++)
        if (address_range_parse(ranges->items[i], &range) && address_range_has(&range, a))
            return true;
    return false;
}

static bool is_loopback(const struct address *a)
{
    static str all[] = {STR_INIT("127.0.0.0/8"), STR_INIT("::1")};
    const struct str_list loopback = {all, 2};
    return is_in(a, &loopback);
}

/* A client that reaches the address TEXT of this machine also comes from there. */
static bool is_for_the_exempt(const struct config *c, str text)
{
    struct address a;
    if (str_starts(text, STR("[")) && str_ends(text, STR("]")))
        text = str_between(text, 1, text.n - 1);
    return address_parse(text, &a) && is_loopback(&a) && is_in(&a, &c->limits.exempt) && !is_in(&a, &c->proxy.from);
}

void limits_lint(const struct config *c, struct diag *diag)
{
    bool exempt = c->listen.count > 0;
    for (size_t i = 0; i < c->listen.count; i++)
        exempt &= is_for_the_exempt(c, c->listen.items[i]);
    if (exempt)
        diag_add(diag, SEVERITY_WARNING, c->file, 0,
                 "no reader is limited: all of them come from this machine, which limits: exempt contains; write "
                 "limits: { exempt: [] } to limit them together (Tor), or proxy_protocol: { from: [%.*s] } if the "
                 "proxy in front of the server says who they are (stunnel, HAProxy)",
                 STR_ARG(c->listen.items[0]));
}
