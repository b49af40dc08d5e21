/* SO_REUSEPORT and TCP_NOTSENT_LOWAT are not in POSIX. */
#define _DEFAULT_SOURCE
#include "server/sockets.h"

#include "base/log.h"
#include "net/protocols.h"
#include "server/config_ports.h"
#include "server/network.h"

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string.h>
#include <unistd.h>

/*
 * Bytes that the kernel takes beyond those in the network: by default it took 4 MB for each client that reads slowly,
 * and the time to copy them.
 */
enum { UNSENT_MAX = 256 << 10 };

/* Advice for who may not bind the usual one. */
static const int unprivileged_ports[NET_PROTOCOLS] = {1965, 7070, 3000, 7979};

struct opening {
    const struct config *config;
    const struct socket_set *previous;
    size_t workers;
    struct arena *arena;
    struct diag *diag;
    struct socket_set *out;
};

void sockets_tune(int fd)
{
    int unsent = UNSENT_MAX;
    setsockopt(fd, IPPROTO_TCP, TCP_NOTSENT_LOWAT, &unsent, sizeof unsent);
}

int sockets_bind(const struct network_address *address, bool alone)
{
    int fd = socket(address->storage.ss_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0), on = 1;
    if (fd < 0)
        return -1;
    bool set = setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == 0;
    if (set && address->storage.ss_family == AF_INET6)
        set = setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof on) == 0;
    if (set && !alone)
        set = setsockopt(fd, SOL_SOCKET, SO_REUSEPORT, &on, sizeof on) == 0;
    sockets_tune(fd);
    if (set && bind(fd, (const struct sockaddr *)&address->storage, address->size) == 0)
        return fd;
    int reason = errno;
    close(fd);
    errno = reason;
    return -1;
}

static bool is_family_missing(int reason)
{
    return reason == EAFNOSUPPORT || reason == EPROTONOSUPPORT || reason == EADDRNOTAVAIL;
}

/* What sets the port. */
static str setting_of(enum net_protocol protocol, struct arena *arena)
{
    bool flag = protocol == NET_GEMINI || protocol == NET_GOPHER;
    return arena_printf(arena, flag ? "--%s-port" : "%s: port:", net_protocol_names[protocol]);
}

static void say_why(const struct opening *o, const struct socket_group *g, int reason)
{
    str name = socket_group_name(g, o->arena);
    str setting = setting_of(g->protocol, o->arena);
    if (reason == EADDRINUSE)
        diag_add(o->diag, SEVERITY_ERROR, STR(""), 0,
                 "%.*s is in use by another program; stop that one, or choose another port with %.*s", STR_ARG(name),
                 STR_ARG(setting));
    else if (reason == EACCES && g->port < 1024)
        diag_add(o->diag, SEVERITY_ERROR, STR(""), 0,
                 "port %d may not be bound by this user; choose another with %.*s %d, or start it by its systemd "
                 "unit, or allow it once: setcap cap_net_bind_service=+ep on the program",
                 g->port, STR_ARG(setting), unprivileged_ports[g->protocol]);
    else if (reason == EADDRNOTAVAIL)
        diag_add(o->diag, SEVERITY_ERROR, STR(""), 0,
                 "%.*s is not an address of this machine; listen on one that is, or on :: and 0.0.0.0", STR_ARG(name));
    else
        diag_add(o->diag, SEVERITY_ERROR, STR(""), 0, "%.*s cannot be bound: %s; choose another address or port",
                 STR_ARG(name), strerror(reason));
}

static const struct socket_group *held_before(const struct opening *o, const struct socket_group *g)
{
    for (size_t i = 0; o->previous && i < o->previous->count; i++) {
        const struct socket_group *p = &o->previous->groups[i];
        if (p->protocol == g->protocol && p->port == g->port && !p->inherited && str_eq(p->address, g->address))
            return p;
    }
    return NULL;
}

/* Fills G up to one socket for each worker. Returns errno, or 0 when it is full. */
static int fill_group(const struct opening *o, const struct network_address *address, struct socket_group *g)
{
    const struct socket_group *before = held_before(o, g);
    size_t held = before ? before->count : 0;
    g->fds = ARENA_ARRAY(o->arena, int, held > o->workers ? held : o->workers);
    for (; before && g->count < held; g->count++)
        g->fds[g->count] = before->fds[g->count];
    if (!held) {
        int probe = sockets_bind(address, true);
        if (probe < 0)
            return errno;
        close(probe);
    }
    while (g->count < o->workers) {
        int fd = sockets_bind(address, false);
        if (fd < 0)
            return errno;
        g->fds[g->count++] = fd;
        /* At an address that is served already, a connection would wait here for a worker that may never come. */
        if (!held && listen(fd, SOMAXCONN) != 0)
            return errno;
    }
    return 0;
}

static void add_group(const struct opening *o, enum net_protocol protocol, str text)
{
    long port = config_port(o->config, protocol);
    if (port == PORT_OFF)
        return;
    struct socket_group *g = &o->out->groups[o->out->count++];
    *g = (struct socket_group){.address = arena_str(o->arena, text), .protocol = protocol, .port = (int)port};
    struct network_address address;
    int reason = EADDRNOTAVAIL;
    if (network_address_parse(text, g->port, &address))
        reason = fill_group(o, &address, g);
    if (!reason)
        return;
    if (!o->config->listen_given && is_family_missing(reason)) {
        log_note("this machine has no %s, so nothing listens on %s", str_has_char(text, ':') ? "IPv6" : "IPv4",
                 net_protocol_names[protocol]);
        o->out->count--;
        return;
    }
    say_why(o, g, reason);
}

enum err sockets_open(const struct config *config, size_t workers, const struct socket_set *previous,
                      struct arena *arena, struct diag *diag, struct socket_set *out)
{
    size_t errors = diag->errors;
    *out = (struct socket_set){ARENA_ARRAY(arena, struct socket_group, NET_PROTOCOLS * config->listen.count), 0};
    struct opening o = {config, previous, workers, arena, diag, out};
    for (size_t i = 0; i < config->listen.count; i++)
        for (enum net_protocol protocol = 0; protocol < NET_PROTOCOLS; protocol++)
            add_group(&o, protocol, config->listen.items[i]);
    if (diag->errors == errors && !out->count)
        diag_add(diag, SEVERITY_ERROR, STR(""), 0, "there is no address to listen on; give one with --listen");
    if (diag->errors == errors)
        return OK;
    sockets_close(out, &previous, 1);
    *out = (struct socket_set){0};
    return ERR_IO;
}

static bool holds(const struct socket_set *set, int fd)
{
    for (size_t i = 0; i < set->count; i++)
        for (size_t j = 0; j < set->groups[i].count; j++)
            if (set->groups[i].fds[j] == fd)
                return true;
    return false;
}

static bool one_holds(const struct socket_set *const *sets, size_t count, int fd)
{
    for (size_t i = 0; i < count; i++)
        if (sets[i] && holds(sets[i], fd))
            return true;
    return false;
}

void sockets_close(const struct socket_set *set, const struct socket_set *const *kept, size_t count)
{
    for (size_t i = 0; i < set->count; i++)
        for (size_t j = 0; j < set->groups[i].count; j++)
            if (!one_holds(kept, count, set->groups[i].fds[j]))
                close(set->groups[i].fds[j]);
}

str socket_group_name(const struct socket_group *g, struct arena *arena)
{
    bool bare_v6 = str_has_char(g->address, ':') && !str_starts(g->address, STR("["));
    return arena_printf(arena, bare_v6 ? "[%.*s]:%d" : "%.*s:%d", STR_ARG(g->address), g->port);
}

struct net_listener *sockets_for_worker(const struct socket_set *set, size_t index, size_t workers, struct arena *arena,
                                        size_t *count)
{
    size_t all = 0;
    for (size_t i = 0; i < set->count; i++)
        all += set->groups[i].count;
    struct net_listener *listeners = ARENA_ARRAY(arena, struct net_listener, all);
    *count = 0;
    for (size_t i = 0; i < set->count; i++) {
        const struct socket_group *g = &set->groups[i];
        for (size_t j = 0; j < g->count; j++)
            listeners[(*count)++] =
                (struct net_listener){g->fds[j], g->protocol, g->port, g->inherited ? index : j % workers};
    }
    return listeners;
}
