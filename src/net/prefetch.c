#include "net/prefetch.h"

#include "net/conn.h"
#include "net/memory.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

/* The disk reads ahead while the client takes this. */
enum { AHEAD = 1 << 20 };

struct prefetch {
    struct work_item item;
    struct conn *conn; /* NULL: abandoned */
    int fd;            /* its own descriptor */
    uint64_t offset;
    size_t n;
    char bytes[]; /* the bytes read, which nobody uses */
};

static struct prefetch *prefetch_of(struct work_item *item)
{
    return (struct prefetch *)((char *)item - offsetof(struct prefetch, item));
}

static int work(struct work_item *item)
{
    struct prefetch *w = prefetch_of(item);
    size_t done = 0;
    posix_fadvise(w->fd, (off_t)w->offset, AHEAD, POSIX_FADV_WILLNEED);
    for (ssize_t got = 1; got > 0 && done<w->n; done += got> 0 ? (size_t)got : 0)
        got = pread(w->fd, w->bytes, w->n - done, (off_t)(w->offset + done));
    return 0;
}

static void finish(struct prefetch *w)
{
    close(w->fd);
    free(w);
}

static void after(struct work_item *item, enum work_end end)
{
    struct prefetch *w = prefetch_of(item);
    struct conn *conn = w->conn;
    (void)end;
    finish(w);
    if (!conn)
        return;
    conn->prefetch = NULL;
    conn->prefetched = true;
    conn->go_on.run(&conn->go_on);
}

struct prefetch *prefetch_start(struct conn *conn, int fd, uint64_t offset, size_t n)
{
    int own = fcntl(fd, F_DUPFD_CLOEXEC, 0);
    if (own < 0)
        return NULL;
    struct prefetch *w = memory_take(sizeof *w + n);
    w->item = (struct work_item){.kind = JOB_FILE,
                                 .address = address_peer(&conn->address),
                                 .host = conn->response.host,
                                 .exempt = conn->lease.exempt,
                                 .run = work,
                                 .done = after};
    w->conn = conn;
    w->fd = own;
    w->offset = offset;
    w->n = n;
    if (work_queue_add(conn->net->work_queue, &w->item))
        return w;
    finish(w);
    return NULL;
}

void prefetch_abandon(struct prefetch *w)
{
    if (!w)
        return;
    w->conn = NULL;
    if (work_queue_remove(&w->item))
        finish(w);
}
