#include "net/send_budget.h"

#include "net/conn.h"
#include "net/job.h"

enum { SMALL = 64 << 10, PARTS = 2 /* into which the bound is divided: one address has one of them */ };

/* The bytes that an address holds, alone or with others: each reader of a body counts for its share of it. */
static size_t held_by(const struct net *net, const struct address *address)
{
    uint64_t peer = address_peer(address);
    size_t sum = 0;
    for (const struct conn *c = net->conns; c; c = c->next)
        if (c->held && address_peer(&c->address) == peer)
            sum += blob_str(c->held).n / blob_lent(c->held);
    return sum;
}

static bool has_room(const struct conn *c, const struct blob *blob)
{
    size_t n = blob_str(blob).n, all = c->net->held;
    if (blob_lent(blob) || !all)
        return true;
    if (n <= SMALL)
        return all + n <= SEND_BUDGET_MAX + SEND_BUDGET_MAX / PARTS;
    size_t own = c->lease.exempt ? 0 : held_by(c->net, &c->address);
    return all + n <= SEND_BUDGET_MAX && (!own || own + n <= SEND_BUDGET_MAX / PARTS);
}

void send_budget_take(struct conn *c)
{
    if (c->response.body != BODY_BLOB)
        return;
    if (!has_room(c, c->response.blob)) {
        response_finish(&c->response);
        c->protocol->slow_down(c, JOB_BUSY_SECONDS);
        return;
    }
    c->held = blob_ref(c->response.blob);
    c->net->held += blob_lend(c->held);
}

void send_budget_give(struct conn *c)
{
    if (!c->held)
        return;
    c->net->held -= blob_return(c->held);
    blob_unref(c->held);
    c->held = NULL;
}
