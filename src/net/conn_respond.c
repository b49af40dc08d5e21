#include "net/conn_respond.h"

#include "net/answering.h"
#include "net/conn_close.h"
#include "net/conn_count.h"
#include "net/idle_conns.h"
#include "net/job.h"
#include "net/send_budget.h"

#include <assert.h>

void conn_flush(struct conn *c)
{
    conn_end_request(c);
    transport_end(&c->transport);
    if (c->transport.wire_ended) {
        conn_close(c);
        return;
    }
    conn_enter(c, CONN_FLUSH);
    transport_discard(&c->transport);
}

/* Sends as much as can be sent now. */
void conn_send_more(struct conn *c)
{
    switch (answering_go_on(c)) {
    case ANSWER_SENT:
        conn_flush(c);
        break;
    case ANSWER_BROKEN:
        conn_close(c);
        break;
    case ANSWER_WAITS:
        break;
    }
}

void conn_send(struct conn *c)
{
    send_budget_take(c);
    body_init(&c->body, &c->response);
    /* The rest of the handshake goes first. */
    if (!transport_is_writing(&c->transport))
        conn_send_more(c);
}

void conn_go_on(struct loop_task *task)
{
    struct conn *c = (struct conn *)((char *)task - offsetof(struct conn, go_on));
    assert(c->state == CONN_RESPOND);
    conn_send_more(c);
}

static void job_has_ended(struct conn *c)
{
    assert(c->state == CONN_RESPOND);
    c->stalls = 0;
    c->response.asked = c->asked;
    conn_send(c);
}

static void start_job(struct conn *c)
{
    struct job *job = c->response.job;
    c->asked = c->response.asked;
    c->response.job = NULL;
    c->response.body = BODY_NONE;
    c->job = job_start(c, job, job_has_ended);
    if (!c->job)
        job_has_ended(c);
}

void conn_respond(struct conn *c)
{
    transport_pause(&c->transport);
    idle_conns_remove(c->net->idle, c);
    c->answered = true;
    c->began = conn_microseconds();
    c->cache = c->response.cache;
    conn_count_cache(c);
    c->snapshot = snapshot_ref(c->net->snapshot);
    conn_enter(c, CONN_RESPOND);
    if (c->response.body == BODY_JOB)
        start_job(c);
    else
        conn_send(c);
}
