#ifndef NET_CONN_H
#define NET_CONN_H

#include "net/body.h"
#include "net/loop.h"

/*
 * One connection of any protocol:
 *
 *   OPEN       accepted; nothing has come from the client yet, perhaps a proxy's header
 *   HANDSHAKE  TLS only
 *   REQUEST    its line is being read
 *   RESPOND    reading stops; a job is at work, or pieces of the answer are written
 *   FLUSH      the kernel has everything and we have half-closed; any further input is discarded, so that no reset
 *              overtakes the answer. The client's close_notify is not awaited
 *   CLOSED     only the handle is still to be closed
 */
enum conn_state { CONN_OPEN, CONN_HANDSHAKE, CONN_REQUEST, CONN_RESPOND, CONN_FLUSH, CONN_CLOSED };

/*
 * Checks for progress within the time allowed: a peer that never reads takes only as much as its system buffers, at
 * first.
 */
enum { CONN_CHECKS = 4 };

struct conn;
struct job_run;
struct prefetch;

/* The differences between the protocols. All functions answer by filling the response of CONN. */
struct conn_protocol {
    enum net_protocol name;
    const struct transport_kind *transport;
    /* Reads the request from INPUT. DONE and BAD: the response is filled. */
    enum parse (*answer)(struct conn *, str input);
    /* Called instead of reading: there are too many connections. False: say nothing. */
    bool (*too_many)(struct conn *);
    /* Called instead of an answer: the client is to send no more requests for so many seconds. */
    void (*slow_down)(struct conn *, int seconds);
    /* Writes the text before the body; ERR_SYNTAX: this response cannot be sent. NULL: a body alone is sent. */
    enum err (*put_header)(const struct response *, struct buf *);
    /* Called then, for a response that can be. */
    void (*cannot_be_sent)(struct conn *);
};

/* Its place among the connections without a request (net/idle_conns.h). */
struct conn_idle {
    struct conn *elder, *younger;
    uint64_t serial; /* 0: it has none */
};

struct conn {
    struct transport transport;
    struct net *net;
    struct conn *next, **link; /* in the list of the net's connections */
    const struct conn_protocol *protocol;
    enum conn_state state;
    struct deadline deadline;
    uint64_t delivered; /* bytes that had reached the peer at the last check for progress */
    unsigned stalls;    /* checks in a row without progress */
    struct address address;
    struct limits_lease lease;
    struct conn_idle idle;
    uint64_t wait; /* OPEN, milliseconds: before its bytes are processed; 0: they are */
    int port;
    bool refusing; /* counted in net->refusing */
    bool uploads;  /* it sends a body that nobody takes; the answer reaches it only if it may finish */
    bool quiet;    /* a balancer on its own behalf: neither logged nor counted */

    /* In use from the request on. */
    struct arena *arena;
    struct snapshot *snapshot;
    struct response response;
    struct job_run *job;
    struct asked asked; /* while a job is at work */
    enum cache_use cache;
    struct body body;
    struct blob *held;         /* counted in net->held; one reference. NULL: none */
    struct prefetch *prefetch; /* a thread is reading the next piece from the disk */
    bool prefetched;           /* that piece may be read */
    struct loop_task go_on;    /* sends more: others have had their turn, or the next piece is in memory */
    bool answered;             /* there was a request: it is logged */
    bool sent_first;
    bool wide;      /* counted in net->wide */
    uint64_t began; /* microseconds */
    uint64_t sent;  /* bytes of header and body */
};

void conn_enter(struct conn *, enum conn_state); /* with the time for that state */
uint64_t conn_time(const struct conn *);         /* the time for its present state: milliseconds */
/* Shortens the time of a connection that has no request yet, once the worker is to end. */
void conn_hurry(struct conn *);
int64_t conn_now_us(const struct conn *); /* microseconds of the clock for limits */
/* Called once for each request: 0, or the number of seconds for which the peer should send no more. */
int conn_must_wait(struct conn *);

#endif
