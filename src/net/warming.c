#include "net/warming.h"

#include "net/conn.h"
#include "net/memory.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

/* The disk goes on to what comes next while the client takes this. */
enum { AHEAD = 1 << 20 };

struct warming {
    uv_work_t work;
    struct conn *conn; /* NULL: abandoned */
    int fd;            /* of its own */
    uint64_t offset;
    size_t n;
    char bytes[]; /* what was read, for nobody */
};

static void work(uv_work_t *request)
{
    struct warming *w = request->data;
    size_t done = 0;
    posix_fadvise(w->fd, (off_t)w->offset, AHEAD, POSIX_FADV_WILLNEED);
    for (ssize_t got = 1; got > 0 && done<w->n; done += got> 0 ? (size_t)got : 0)
        got = pread(w->fd, w->bytes, w->n - done, (off_t)(w->offset + done));
}

static void finish(struct warming *w)
{
    close(w->fd);
    free(w);
}

static void after(uv_work_t *request, int status)
{
    struct warming *w = request->data;
    struct conn *conn = w->conn;
    (void)status;
    finish(w);
    if (!conn)
        return;
    conn->warming = NULL;
    conn->warmed = true;
    conn_go_on(conn);
}

struct warming *warming_start(struct conn *conn, int fd, uint64_t offset, size_t n)
{
    int own = fcntl(fd, F_DUPFD_CLOEXEC, 0);
    if (own < 0)
        return NULL;
    struct warming *w = memory_take(sizeof *w + n);
    w->work.data = w;
    w->conn = conn;
    w->fd = own;
    w->offset = offset;
    w->n = n;
    if (uv_queue_work(&conn->net->loop, &w->work, work, after) == 0)
        return w;
    finish(w);
    return NULL;
}

void warming_abandon(struct warming *w)
{
    if (!w)
        return;
    w->conn = NULL;
    uv_cancel((uv_req_t *)&w->work);
}
