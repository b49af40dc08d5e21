#ifndef NET_CONN_H
#define NET_CONN_H

#include "net/body.h"
#include "net/job.h"
#include "net/loop.h"
#include "net/warming.h"

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

struct conn;

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

extern const struct conn_protocol conn_gemini, conn_gopher;

/* Its place among those that have not asked (net/unasked.h). */
struct conn_unasked {
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
    struct limits_hold hold;
    struct conn_unasked unasked;
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
    struct blob *held;            /* counted in net->held; one reference. NULL: none */
    struct warming *warming;      /* the disk is at work for the next piece */
    bool warmed;                  /* that piece may be read */
    struct conn *queued, **queue; /* the next of those that wait for the next turn of the loop; QUEUE: NULL: does not */
    bool answered;                /* there was a request: it is logged */
    bool sent_first;
    bool wide;      /* counted in net->wide */
    uint64_t began; /* microseconds */
    uint64_t sent;  /* bytes of header and body */
};

/* A new connection, within the limits or not; FD is taken over. PORT: the one it came in on. */
void conn_accept(struct net *, int fd, const struct sockaddr *peer, const struct conn_protocol *, int port);
/* What is not yet a request has little time left, once the worker is to end. */
void conn_hurry(struct conn *);
void conn_abort(struct conn *); /* at once, whatever it does; also when it is closed already */

/* For the protocols, once for each request: 0, or for how many seconds the peer should ask no more. */
int conn_must_wait(struct conn *);

/* For net/admission.h. */
void conn_enter(struct conn *, enum conn_state); /* with the time that it has */
void conn_look(struct conn *);                   /* at what has come */
void conn_send(struct conn *);                   /* its response, in RESPOND */
void conn_close(struct conn *);

/* The job has ended: its response is filled. */
void conn_job_done(struct conn *);
/* What the answer waited for has come: the next piece of its file is in memory, or others have had their turn. */
void conn_go_on(struct conn *);

#endif
