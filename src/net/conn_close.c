#include "net/conn_close.h"

#include "net/conn_count.h"
#include "net/idle_conns.h"
#include "net/job.h"
#include "net/prefetch.h"
#include "net/send_budget.h"

void conn_end_request(struct conn *c)
{
    if (c->answered)
        conn_count_request(c);
    job_abandon(c->job);
    c->job = NULL;
    prefetch_abandon(c->prefetch);
    c->prefetch = NULL;
    net_leave_queue(&c->go_on);
    send_budget_give(c);
    response_finish(&c->response);
    c->response = (struct response){.fd = -1};
    snapshot_unref(c->snapshot);
    c->snapshot = NULL;
    arena_destroy(c->arena);
    c->arena = NULL;
}

void conn_close(struct conn *c)
{
    conn_end_request(c);
    idle_conns_remove(c->net->idle, c);
    c->state = CONN_CLOSED;
    deadline_disarm(&c->net->deadlines, &c->deadline);
    transport_close(&c->transport);
}
