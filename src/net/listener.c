#include "net/listener.h"

#include "base/log.h"
#include "net/conn.h"
#include "net/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

enum { BACKLOG = 1024 };

struct listener {
    uv_tcp_t tcp;
    struct net *net;
    const struct conn_protocol *protocol;
    int port;
};

struct listeners {
    size_t count;
    struct listener items[];
};

static const struct conn_protocol *protocol_of(enum net_protocol name)
{
    switch (name) {
    case NET_GEMINI:
        return &conn_gemini;
    case NET_GOPHER:
        return &conn_gopher;
    }
    return NULL;
}

/* An error is of one connection that went away, or of no descriptors being left: libuv has closed it then. */
static void arrived(uv_stream_t *stream, int status)
{
    struct listener *l = stream->data;
    if (status == 0)
        conn_accept(l->net, stream, l->protocol, l->port);
}

/* libuv closes what it is given, so it is given a duplicate. */
static int listen_on(struct listener *l, const struct net_listener *from)
{
    uv_tcp_init(&l->net->loop, &l->tcp);
    l->tcp.data = l;
    int fd = fcntl(from->fd, F_DUPFD_CLOEXEC, 0);
    if (fd < 0)
        return -errno;
    int err = uv_tcp_open(&l->tcp, fd);
    if (err != 0) {
        close(fd);
        return err;
    }
    return uv_listen((uv_stream_t *)&l->tcp, BACKLOG, arrived);
}

struct listeners *listeners_open(struct net *net)
{
    const struct net_options *options = net->options;
    size_t size = sizeof(struct listeners) + options->listener_count * sizeof(struct listener);
    struct listeners *all = memory_take(size);
    for (size_t i = 0; i < options->listener_count; i++) {
        const struct net_listener *from = &options->listeners[i];
        struct listener *l = &all->items[all->count++];
        *l = (struct listener){.net = net, .protocol = protocol_of(from->protocol), .port = from->port};
        int err = listen_on(l, from);
        if (err == 0)
            continue;
        log_error("port %d does not accept connections: %s", from->port, uv_strerror(err));
        listeners_close(all);
        uv_run(&net->loop, UV_RUN_NOWAIT);
        listeners_destroy(all);
        return NULL;
    }
    return all;
}

void listeners_close(struct listeners *all)
{
    for (size_t i = 0; all && i < all->count; i++)
        if (!uv_is_closing((uv_handle_t *)&all->items[i].tcp))
            uv_close((uv_handle_t *)&all->items[i].tcp, NULL);
}

void listeners_destroy(struct listeners *all)
{
    free(all);
}
