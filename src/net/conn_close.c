#include "net/conn_close.h"

#include "net/conn_count.h"
#include "net/held.h"
#include "net/job.h"
#include "net/unasked.h"
#include "net/warming.h"

void conn_end_request(struct conn *c)
{
    if (c->answered)
        conn_count_request(c);
    job_abandon(c->job);
    c->job = NULL;
    warming_abandon(c->warming);
    c->warming = NULL;
    net_leave_queue(&c->go_on);
    held_give(c);
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
    unasked_remove(c->net->unasked, c);
    c->state = CONN_CLOSED;
    deadline_disarm(&c->net->deadlines, &c->deadline);
    transport_close(&c->transport);
}
