#ifndef NET_ACCEPTOR_H
#define NET_ACCEPTOR_H

#include <stdbool.h>
#include <sys/socket.h>
#include <uv.h>

/*
 * Takes connections off a listening socket. libuv itself closes those for which no descriptor is left, or spins for
 * ever when it cannot keep one in reserve, as in a sandbox. Here they wait in the kernel's queue until there is room; a
 * few descriptors are kept for the files that the accepted connections request.
 */
struct acceptor;

/* FD is the receiver's; PEER may be of any family. */
typedef void acceptor_take(struct acceptor *, int fd, const struct sockaddr *peer);

struct acceptor {
    uv_poll_t poll;
    uv_timer_t again;
    int fd;
    int backlog;
    int last;       /* with a descriptor from this number on it waits */
    bool waits;     /* for descriptors */
    bool moving;    /* from one socket to another */
    bool rests;     /* its queue is left to others */
    int64_t say_at; /* clock_monotonic: when the lack of descriptors may be logged again */
    bool closed;
    uv_loop_t *loop;
    acceptor_take *take;
};

/*
 * FD is bound, does not block, and is not closed by this; it need not listen yet, and may stop for a while. Returns 0
 * or an error of libuv; acceptor_close must be called in any case.
 */
int acceptor_open(struct acceptor *, uv_loop_t *, int fd, int backlog, acceptor_take *);
/* Takes connections of FD from now on, and none of the socket before, which may be closed at once. */
void acceptor_move(struct acceptor *, int fd);
/* A descriptor has become free. */
void acceptor_resume(struct acceptor *);
/* Leaves the queue to others from now on, or no longer. */
void acceptor_rest(struct acceptor *, bool rests);
/* Takes the connections that wait in the queue, as far as there are descriptors. */
void acceptor_take_rest(struct acceptor *);
void acceptor_close(struct acceptor *); /* once or more; the memory may be freed when the loop has ended */

#endif
