#include "net/warming.h"

#include "net/conn.h"
#include "net/memory.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

/* The disk goes on to what comes next while the client takes this. */
enum { AHEAD = 1 << 20 };

struct warming {
    struct turn turn;
    struct conn *conn; /* NULL: abandoned */
    int fd;            /* of its own */
    uint64_t offset;
    size_t n;
    char bytes[]; /* what was read, for nobody */
};

static struct warming *warming_of(struct turn *turn)
{
    return (struct warming *)((char *)turn - offsetof(struct warming, turn));
}

static int work(struct turn *turn)
{
    struct warming *w = warming_of(turn);
    size_t done = 0;
    posix_fadvise(w->fd, (off_t)w->offset, AHEAD, POSIX_FADV_WILLNEED);
    for (ssize_t got = 1; got > 0 && done<w->n; done += got> 0 ? (size_t)got : 0)
        got = pread(w->fd, w->bytes, w->n - done, (off_t)(w->offset + done));
    return 0;
}

static void finish(struct warming *w)
{
    close(w->fd);
    free(w);
}

static void after(struct turn *turn, enum turn_end end)
{
    struct warming *w = warming_of(turn);
    struct conn *conn = w->conn;
    (void)end;
    finish(w);
    if (!conn)
        return;
    conn->warming = NULL;
    conn->warmed = true;
    conn->go_on.run(&conn->go_on);
}

struct warming *warming_start(struct conn *conn, int fd, uint64_t offset, size_t n)
{
    int own = fcntl(fd, F_DUPFD_CLOEXEC, 0);
    if (own < 0)
        return NULL;
    struct warming *w = memory_take(sizeof *w + n);
    w->turn = (struct turn){.kind = JOB_FILE,
                            .address = address_peer(&conn->address),
                            .host = conn->response.host,
                            .exempt = conn->hold.exempt,
                            .run = work,
                            .done = after};
    w->conn = conn;
    w->fd = own;
    w->offset = offset;
    w->n = n;
    if (turns_queue(conn->net->turns, &w->turn))
        return w;
    finish(w);
    return NULL;
}

void warming_abandon(struct warming *w)
{
    if (!w)
        return;
    w->conn = NULL;
    if (turns_leave(&w->turn))
        finish(w);
}
