#include "net/listener.h"

#include "base/log.h"
#include "net/acceptor.h"
#include "net/conn_events.h"
#include "net/conn_protocols.h"
#include "net/memory.h"

#include <stdlib.h>
#include <unistd.h>

enum { BACKLOG = 1024 };

struct listener {
    struct acceptor acceptor; /* once it is OPENED */
    struct net *net;
    const struct conn_protocol *protocol;
    int fd, port;
    size_t owner;
    bool opened;
};

struct listeners {
    size_t count;
    struct listener items[];
};

static const struct conn_protocol *protocol_of(enum net_protocol name)
{
    static const struct conn_protocol *const protocols[NET_PROTOCOLS] = {&conn_gemini, &conn_gopher, &conn_spartan,
                                                                         &conn_finger, &conn_nex};
    return protocols[name];
}

static void take(struct acceptor *acceptor, int fd, const struct sockaddr *peer)
{
    struct listener *l = (struct listener *)((char *)acceptor - offsetof(struct listener, acceptor));
    conn_accept(l->net, fd, peer, l->protocol, l->port);
}

static bool open_one(struct listener *l)
{
    l->opened = true;
    int err = acceptor_open(&l->acceptor, &l->net->loop, l->fd, BACKLOG, take);
    if (err != 0)
        log_error("port %d does not accept connections: %s", l->port, uv_strerror(err));
    return err == 0;
}

/* Sockets of other workers stay as they are: listening there would bring connections before their owner accepts. */
struct listeners *listeners_open(struct net *net)
{
    const struct net_options *options = net->options;
    size_t size = sizeof(struct listeners) + options->listener_count * sizeof(struct listener);
    struct listeners *all = memory_take(size);
    for (size_t i = 0; i < options->listener_count; i++) {
        const struct net_listener *from = &options->listeners[i];
        struct listener *l = &all->items[all->count++];
        *l = (struct listener){.net = net,
                               .protocol = protocol_of(from->protocol),
                               .fd = from->fd,
                               .port = from->port,
                               .owner = from->owner};
        if (l->owner != options->index || open_one(l))
            continue;
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
        if (all->items[i].opened)
            acceptor_resume(&all->items[i].acceptor);
}

static bool is_absent(const struct net_absent *absent, size_t worker)
{
    return worker < NET_WORKERS_MAX && absent->bits[worker / NET_WORD] >> worker % NET_WORD & 1;
}

void listeners_stand_in(struct listeners *all, const struct net_absent *absent)
{
    for (size_t i = 0; i < all->count; i++) {
        struct listener *l = &all->items[i];
        bool wanted = is_absent(absent, l->owner);
        if (l->owner == l->net->options->index)
            continue;
        if (l->opened)
            acceptor_rest(&l->acceptor, !wanted);
        else if (wanted)
            open_one(l);
    }
}

void listeners_close(struct listeners *all, bool take_rest)
{
    for (size_t i = 0; all && i < all->count; i++) {
        struct listener *l = &all->items[i];
        if (take_rest && l->opened)
            acceptor_take_rest(&l->acceptor);
        if (l->opened)
            acceptor_close(&l->acceptor);
        close(l->fd);
    }
}

void listeners_destroy(struct listeners *all)
{
    free(all);
}
