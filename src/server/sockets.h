#ifndef SERVER_SOCKETS_H
#define SERVER_SOCKETS_H

#include "net/options.h"
#include "server/config.h"

/*
 * One address of one protocol. Each worker has a socket of its own there (SO_REUSEPORT), so that the kernel distributes
 * the connections; a socket inherited from a service manager is shared by all.
 */
struct socket_group {
    str address; /* as configured: "::" */
    enum net_protocol protocol;
    int port; /* bound */
    bool inherited;
    int *fds;
    size_t count;
};

struct socket_set {
    struct socket_group *groups;
    size_t count;
};

/* Sockets passed by a service manager: LISTEN_FDS of sd_listen_fds(3). None: an empty set. */
enum err sockets_inherit(const struct config *, struct arena *, struct diag *, struct socket_set *);

/*
 * Binds the addresses of the configuration, WORKERS times each. Sockets that PREVIOUS holds already are taken over
 * unchanged, so that no connection in their queues is lost; if it holds more sockets than there are workers, all are
 * kept. On error only the sockets of PREVIOUS stay open.
 */
enum err sockets_open(const struct config *, size_t workers, const struct socket_set *previous, struct arena *,
                      struct diag *, struct socket_set *);

struct network_address;
/* A bound socket, or -1. ALONE: nothing else may be bound there, which a socket with SO_REUSEPORT would not notice. */
int sockets_bind(const struct network_address *, bool alone);

/*
 * Lets all sockets of SET listen, and undoes whatever a worker that was taken over may have done to them: shut down,
 * made blocking, filtered. To be called when workers are ready, when one has ended, and now and then. A socket that
 * cannot be repaired is bound anew under the same descriptor. True: living workers still have the old one.
 */
bool sockets_mend(const struct socket_set *);
/* Makes FD non-blocking and without signals; false: errno has the reason. */
bool socket_calm(int fd);

/* Bounds the bytes that the kernel keeps for each connection accepted on this socket. */
void sockets_tune(int fd);

/* Closes the sockets of SET that none of the COUNT sets in KEPT holds. */
void sockets_close(const struct socket_set *set, const struct socket_set *const *kept, size_t count);

/* "[::]:1965" */
str socket_group_name(const struct socket_group *, struct arena *);

/*
 * All sockets, each with its owner among WORKERS, as worker INDEX sees them: an inherited one is everybody's. *COUNT of
 * them.
 */
struct net_listener *sockets_for_worker(const struct socket_set *, size_t index, size_t workers, struct arena *,
                                        size_t *count);

#endif
