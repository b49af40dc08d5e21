#include "net/job.h"

#include "net/conn.h"
#include "net/memory.h"

#include <stdlib.h>

struct job_run {
    uv_work_t work;
    struct job *job;
    struct conn *conn;         /* NULL: abandoned */
    struct snapshot *snapshot; /* what the job may look into outlives the connection */
};

static void work(uv_work_t *request)
{
    struct job_run *run = request->data;
    run->job->work(run->job);
}

static void finish(struct job_run *run)
{
    run->job->discard(run->job);
    snapshot_unref(run->snapshot);
    free(run);
}

static void after(uv_work_t *request, int status)
{
    struct job_run *run = request->data;
    struct conn *conn = run->conn;
    if (conn) {
        conn->job = NULL;
        if (status == 0)
            run->job->finish(run->job, conn->arena, &conn->response);
    }
    finish(run);
    if (conn)
        conn_job_done(conn);
}

struct job_run *job_start(struct conn *conn, struct job *job)
{
    struct job_run *run = MEMORY_NEW(struct job_run);
    *run = (struct job_run){.work.data = run, .job = job, .conn = conn, .snapshot = snapshot_ref(conn->net->snapshot)};
    if (uv_queue_work(&conn->net->loop, &run->work, work, after) == 0)
        return run;
    finish(run);
    return NULL;
}

/* One that still waits for a thread is not begun at all. */
void job_abandon(struct job_run *run)
{
    if (!run)
        return;
    run->conn = NULL;
    uv_cancel((uv_req_t *)&run->work);
}
