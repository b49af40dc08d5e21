#include "net/listener.h"

#include "base/log.h"
#include "net/acceptor.h"
#include "net/conn.h"
#include "net/memory.h"

#include <stdlib.h>
#include <unistd.h>

enum { BACKLOG = 1024 };

struct listener {
    struct acceptor acceptor;
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

static void take(struct acceptor *acceptor, int fd, const struct sockaddr *peer)
{
    struct listener *l = (struct listener *)((char *)acceptor - offsetof(struct listener, acceptor));
    conn_accept(l->net, fd, peer, l->protocol, l->port);
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
        int err = acceptor_open(&l->acceptor, &net->loop, from->fd, BACKLOG, take);
        if (err == 0)
            continue;
        log_error("port %d does not accept connections: %s", from->port, uv_strerror(err));
        listeners_close(all, false);
        uv_run(&net->loop, UV_RUN_NOWAIT);
        listeners_destroy(all);
        return NULL;
    }
    return all;
}

void listeners_resume(struct listeners *all)
{
    for (size_t i = 0; all && i < all->count; i++)
        acceptor_resume(&all->items[i].acceptor);
}

void listeners_close(struct listeners *all, bool take_rest)
{
    for (size_t i = 0; all && i < all->count; i++) {
        struct acceptor *a = &all->items[i].acceptor;
        if (take_rest)
            acceptor_take_rest(a);
        acceptor_close(a);
        close(a->fd);
    }
}

void listeners_destroy(struct listeners *all)
{
    free(all);
}
