#include "net/job.h"

#include "net/conn.h"
#include "net/memory.h"

#include <stdlib.h>

struct job_run {
    struct work_item item;
    struct job *job;
    struct conn *conn; /* NULL: abandoned */
    job_done *done;
    struct snapshot *snapshot; /* keeps what the job may read when the connection has gone */
};

static struct job_run *run_of(struct work_item *item)
{
    return (struct job_run *)((char *)item - offsetof(struct job_run, item));
}

static int work(struct work_item *item)
{
    struct job *job = run_of(item)->job;
    job->behind = item->behind;
    return job->work(job);
}

static bool is_done(struct work_item *item)
{
    struct job *job = run_of(item)->job;
    return job->is_done && job->is_done(job);
}

static void finish(struct job_run *run)
{
    run->job->discard(run->job);
    snapshot_unref(run->snapshot);
    free(run);
}

static void done(struct work_item *item, enum work_end end)
{
    struct job_run *run = run_of(item);
    struct conn *conn = run->conn;
    job_done *ended = run->done;
    if (conn) {
        conn->job = NULL;
        if (end == WORK_RAN)
            run->job->finish(run->job, conn->arena, &conn->response);
        else
            conn->protocol->slow_down(conn, JOB_BUSY_SECONDS);
    }
    finish(run);
    if (conn)
        ended(conn);
}

struct job_run *job_start(struct conn *conn, struct job *job, job_done *then)
{
    struct job_run *run = MEMORY_NEW(struct job_run);
    *run = (struct job_run){.item = {.kind = job->kind,
                                     .address = address_peer(&conn->address),
                                     .host = conn->response.host,
                                     .exempt = conn->lease.exempt,
                                     .is_done = is_done,
                                     .run = work,
                                     .done = done},
                            .job = job,
                            .conn = conn,
                            .done = then,
                            .snapshot = snapshot_ref(conn->net->snapshot)};
    int wait = 0;
    for (int n = 1; job->kind == JOB_SEARCH && n < JOB_SEARCH_COST && !wait; n++)
        wait = conn_must_wait(conn);
    if (!wait && work_queue_add(conn->net->work_queue, &run->item))
        return run;
    finish(run);
    conn->protocol->slow_down(conn, wait ? wait : JOB_BUSY_SECONDS);
    return NULL;
}

/* A job that still waits for a thread is not begun at all. */
void job_abandon(struct job_run *run)
{
    if (!run)
        return;
    run->conn = NULL;
    if (work_queue_remove(&run->item))
        finish(run);
}

void job_give_up(struct job_run *run)
{
    struct conn *conn = run->conn;
    job_done *then = run->done;
    job_abandon(run);
    conn->job = NULL;
    conn->protocol->slow_down(conn, JOB_BUSY_SECONDS);
    then(conn);
}
