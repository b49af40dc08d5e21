#ifndef NET_ACCESS_LOG_H
#define NET_ACCESS_LOG_H

#include "net/address.h"
#include "net/options.h"

/* One line for each request that was answered, or for a handshake that failed. */
struct access_line {
    int64_t time; /* seconds since 1970 */
    const struct address *address;
    enum net_protocol protocol;
    str path;   /* any bytes */
    str host;   /* empty: no host answered */
    int status; /* 0: the protocol has none */
    uint64_t bytes;
    uint64_t milliseconds;
    const char *cache;   /* one word; NULL: no page was asked of the cache */
    const char *failure; /* of a handshake, one word; NULL: it is a request */
};

/*
 * Appends the line. Characters that could end it, leave its quotes or steer a terminal are written as \xNN, in JSON as
 * \u00NN.
 */
void access_line_put(struct buf *, const struct access_line *, enum log_format, enum log_addresses);

/*
 * The access log of a worker. Lines wait until they are flushed, and leave together. They may go to a pipe that nobody
 * reads: then they are dropped and counted, and nobody waits.
 */
struct access_log {
    struct net_log to;
    bool is_file;
    struct buf lines;
    bool is_torn; /* the last byte that was written does not end a line */
    size_t dropped;
    int64_t say_at; /* clock_monotonic: when dropped lines may be reported again */
    uint64_t sampled_at;
    unsigned sampled; /* since SAMPLED_AT */
};

void access_log_init(struct access_log *, const struct net_log *);
void access_log_add(struct access_log *, const struct access_line *);
/* True when one more failed handshake is to be logged at NOW, milliseconds: ten are in a second. */
bool access_log_samples(struct access_log *, uint64_t now);
bool access_log_is_long(const struct access_log *); /* half of the room for waiting lines is used */
void access_log_flush(struct access_log *);
/* Flushes, closes the present descriptor and goes on with FD, which is taken over. No line is in both. */
void access_log_change(struct access_log *, int fd);
void access_log_finish(struct access_log *); /* flushes; the descriptor stays open */

#endif
