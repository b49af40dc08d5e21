#ifndef NET_CONN_H
#define NET_CONN_H

#include "net/body.h"
#include "net/loop.h"

/*
 * One connection of either protocol:
 *
 *   OPEN       accepted; nothing of the client's has come yet, a proxy's header perhaps
 *   HANDSHAKE  TLS only
 *   REQUEST    its line is being read
 *   RESPOND    reading stops; a job is at work, or pieces of the answer are written
 *   FLUSH      all is with the kernel and we have half-closed; what still comes is thrown away, so that no reset
 *              overtakes the answer. Nobody waits for the client's close_notify
 *   CLOSED     only the handle is still to be closed
 */
enum conn_state { CONN_OPEN, CONN_HANDSHAKE, CONN_REQUEST, CONN_RESPOND, CONN_FLUSH, CONN_CLOSED };

/* Checks of whether bytes move, in the time allowed: a peer that never reads takes what its system keeps, at first. */
enum { CONN_CHECKS = 4 };

struct conn;
struct job_run;
struct prefetch;

/* What the protocols do differently. All answer by filling the response of CONN. */
struct conn_protocol {
    enum net_protocol name;
    const struct transport_kind *transport;
    /* Reads the request from INPUT. DONE and BAD: the response is filled. */
    enum parse (*answer)(struct conn *, str input);
    /* Instead of reading: too many connections. False: say nothing. */
    bool (*too_many)(struct conn *);
    /* Instead of an answer: ask no more for so many seconds. */
    void (*slow_down)(struct conn *, int seconds);
    /* What goes before the body; ERR_SYNTAX: this response cannot be sent. */
    enum err (*put_header)(const struct response *, struct buf *);
};

/* Its place among those that have not asked (net/idle_conns.h). */
struct conn_idle {
    struct conn *elder, *younger;
    uint64_t serial; /* 0: it has none */
};

struct conn {
    struct transport transport;
    struct net *net;
    struct conn *next, **link; /* among the connections of the net */
    const struct conn_protocol *protocol;
    enum conn_state state;
    struct deadline deadline;
    uint64_t delivered; /* bytes that had reached the peer at the last check whether they move */
    unsigned stalls;    /* checks in a row at which they did not */
    struct address address;
    struct limits_lease lease;
    struct conn_idle idle;
    uint64_t wait; /* OPEN, milliseconds: before its bytes are looked at; 0: they are */
    int port;
    bool refusing; /* counted in net->refusing */
    bool quiet;    /* a balancer that asks for itself: neither logged nor counted */

    /* From the request on. */
    struct arena *arena;
    struct snapshot *snapshot;
    struct response response;
    struct job_run *job;
    str asked; /* the log path, while a job is at work */
    struct body body;
    struct blob *held;         /* counted in net->held; one reference. NULL: none */
    struct prefetch *prefetch; /* the disk is at work for the next piece */
    bool prefetched;           /* that piece may be read */
    struct loop_task go_on;    /* sends more: others have had their turn, or the next piece is in memory */
    bool answered;             /* there was a request: it is logged */
    bool sent_first;
    bool wide;      /* counted in net->wide */
    uint64_t began; /* microseconds */
    uint64_t sent;  /* bytes of header and body */
};

void conn_enter(struct conn *, enum conn_state); /* with the time that it has */
uint64_t conn_time(const struct conn *);         /* that: milliseconds */
/* What is not yet a request has little time left, once the worker is to end. */
void conn_hurry(struct conn *);
int64_t conn_now_us(const struct conn *); /* microseconds of the clock of limits */
/* Once for each request: 0, or for how many seconds the peer should ask no more. */
int conn_must_wait(struct conn *);

#endif
