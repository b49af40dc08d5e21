#ifndef NET_OPTIONS_H
#define NET_OPTIONS_H

#include "answer/answer.h"
#include "tls/key_message.h"
#include "tls/tls_context.h"

#include <stdatomic.h>

enum net_protocol { NET_GEMINI, NET_GOPHER, NET_SPARTAN, NET_FINGER, NET_NEX, NET_PROTOCOLS };

struct net_listener {
    int fd; /* bound, does not block, listens once its worker is ready; closed at the end */
    enum net_protocol protocol;
    int port;
    size_t owner; /* the worker that accepts from it; others do while that one is absent */
};

/* The workers of a generation that accept nothing at present: a bit for each, by its index. */
enum { NET_WORKERS_MAX = 128, NET_WORD = 64 };
struct net_absent {
    uint64_t bits[NET_WORKERS_MAX / NET_WORD];
};

struct net_limits {
    size_t connections, per_address;
    int requests_per_second, burst; /* 0: no rate */
    int request_timeout_ms, write_timeout_ms;
    const str *exempt; /* CIDR */
    size_t exempt_count;
};

enum log_format { ACCESS_COMBINED, ACCESS_JSON };
enum log_addresses { ADDRESS_HIDDEN, ADDRESS_SHORTENED, ADDRESS_FULL };

struct net_log {
    int fd; /* -1: off */
    enum log_format format;
    enum log_addresses addresses;
    bool handshakes; /* also some of the failed ones */
};

/* The socket for questions about the server, which any of its workers answers (net/status.h). */
struct net_status {
    int fd; /* bound and listening UNIX socket, shared by all workers; -1: none */
    unsigned generation;
    const int64_t *certificates_end; /* of each host, seconds since 1970; 0: unknown; NULL: none has one */
};

/* The workers' counts, as this worker sees them (net/table.h). */
struct net_shared;

/* One worker (net/loop.h). */
struct net;

/* The channel by which the parent tells this worker something. */
struct net_channel {
    int fd;
    /* Called on the loop when FD is readable; after false, FD is not read again. NULL: there is no channel. */
    bool (*heard)(struct net *, void *context);
};

/* The process that holds the hosts' keys (tls/key_message.h). */
struct net_keeper {
    int fd; /* a non-blocking datagram socket to it; not closed; -1: nobody signs */
    struct key_asker asker;
    size_t threads;              /* of it, that serve this worker */
    void (*late)(void *context); /* three in a row had no answer in time; CONTEXT is that of net_options */
};

struct net_options {
    const struct net_listener *listeners;
    size_t listener_count;
    size_t index; /* of this worker in its generation: it accepts from its own listeners */
    struct hosts hosts;
    struct tls_context *tls; /* NULL when Gemini is off */
    struct net_keeper keeper;
    struct net_limits limits;
    const str *proxies; /* CIDR: peers that must begin each connection with a PROXY header */
    size_t proxy_count;
    struct net_log log;
    struct net_status status;
    struct net_shared *shared;
    size_t slot;  /* the slot of this worker in SHARED, the only one that it may write */
    bool tells;   /* of the things that all workers of its generation see, one worker reports them */
    int drain_ms; /* the time that transfers in flight may still take after SIGTERM */
    bool watch;   /* follow edits of the capsules */
    const uint64_t
        *said; /* for each host, a hash of the errors that were reported at first (net/error_hash.h); NULL: none */
    void (*ready)(void *context); /* called once, when all listeners accept */
    /* Called when the capsule of HOSTS that refused every request until then has its first site. */
    void (*mended)(void *context, size_t host);
    struct net_channel channel;
    void *context; /* for READY, MENDED and the channel */
};

#endif
