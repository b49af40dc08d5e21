/* Socket activation: the sockets that a service manager opened (sd_listen_fds(3)). */
#include "server/sockets.h"

#include "base/log.h"
#include "net/protocols.h"
#include "server/config_ports.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { FIRST_FD = 3, MOST = 64 };

static bool name_address(int fd, struct arena *arena, struct socket_group *g)
{
    struct sockaddr_storage storage = {0};
    socklen_t size = sizeof storage;
    char text[INET6_ADDRSTRLEN];
    if (getsockname(fd, (struct sockaddr *)&storage, &size) != 0)
        return false;
    if (storage.ss_family == AF_INET) {
        struct sockaddr_in a;
        memcpy(&a, &storage, sizeof a);
        g->port = ntohs(a.sin_port);
        if (!inet_ntop(AF_INET, &a.sin_addr, text, sizeof text))
            return false;
    } else if (storage.ss_family == AF_INET6) {
        struct sockaddr_in6 a;
        memcpy(&a, &storage, sizeof a);
        g->port = ntohs(a.sin6_port);
        if (!inet_ntop(AF_INET6, &a.sin6_addr, text, sizeof text))
            return false;
    } else {
        return false;
    }
    g->address = arena_str(arena, str_of(text));
    return true;
}

/* By the socket's name; without a known name, by its port. */
static bool choose_protocol(str name, const struct config *config, struct socket_group *g)
{
    g->protocol = net_protocol_named(name);
    if (g->protocol < NET_PROTOCOLS)
        return true;
    g->protocol = 0;
    while (g->protocol < NET_PROTOCOLS && g->port != config_port(config, g->protocol))
        g->protocol++;
    return g->protocol < NET_PROTOCOLS;
}

static void take(int fd, str name, const struct config *config, struct arena *arena, struct diag *diag,
                 struct socket_set *out)
{
    struct socket_group g = {.inherited = true, .count = 1};
    int type = 0;
    socklen_t size = sizeof type;
    bool stream = getsockopt(fd, SOL_SOCKET, SO_TYPE, &type, &size) == 0 && type == SOCK_STREAM;
    if (!stream || !name_address(fd, arena, &g)) {
        diag_add(diag, SEVERITY_ERROR, STR(""), 0,
                 "inherited descriptor %d is not a TCP socket; write ListenStream= with a port in the socket unit", fd);
        return;
    }
    if (!choose_protocol(name, config, &g)) {
        diag_add(diag, SEVERITY_ERROR, STR(""), 0,
                 "the inherited socket \"%.*s\" on port %d has no protocol; write FileDescriptorName= with gemini, "
                 "gopher, spartan, finger or nex",
                 STR_ARG(name), g.port);
        return;
    }
    sockets_tune(fd);
    fcntl(fd, F_SETFD, FD_CLOEXEC);
    fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK);
    g.fds = ARENA_NEW(arena, int);
    *g.fds = fd;
    out->groups[out->count++] = g;
}

enum err sockets_inherit(const struct config *config, struct arena *arena, struct diag *diag, struct socket_set *out)
{
    *out = (struct socket_set){0};
    long pid, count;
    if (!str_to_long(str_of(getenv("LISTEN_PID")), &pid) || pid != (long)getpid())
        return OK;
    if (!str_to_long(str_of(getenv("LISTEN_FDS")), &count) || count < 1)
        return OK;
    size_t errors = diag->errors;
    if (count > MOST) {
        log_note("only the first %d of %ld inherited sockets are used", MOST, count);
        count = MOST;
    }
    out->groups = ARENA_ARRAY(arena, struct socket_group, (size_t)count);
    str name, rest = str_of(getenv("LISTEN_FDNAMES"));
    for (int i = 0; i < (int)count; i++) {
        str_cut(rest, ':', &name, &rest);
        take(FIRST_FD + i, name, config, arena, diag, out);
    }
    return diag->errors == errors ? OK : ERR_IO;
}
