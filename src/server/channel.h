#ifndef SERVER_CHANNEL_H
#define SERVER_CHANNEL_H

#include <stdbool.h>
#include <stdint.h>

/*
 * The channel between the parent and one worker: a pair of sockets that is made for this worker and ends with it
 * (SOCK_SEQPACKET: a message arrives whole or not at all). Each message has the same form and length, and names its
 * receiver. The parent holds both ends: a worker that dies, or closes its end, breaks nothing.
 *
 * A worker may be in the hands of an attacker: none of its messages is believed unless it is expected.
 */
enum channel_kind {
    /* Worker to parent. */
    CHANNEL_READY = 1, /* all listeners accept */
    CHANNEL_SERVED,    /* it has a site for host NUMBER */
    CHANNEL_REFUSED,   /* it has none, and has reported the errors whose hash is HASH */
    CHANNEL_LATE,      /* three handshakes in a row had no signature in time */
    /* Parent to worker. */
    CHANNEL_LOG,     /* the access log to write from now on; carries its descriptor */
    CHANNEL_TICKETS, /* the keys of session tickets from now on; carries a file with a struct ticket_keys */
    CHANNEL_STATUS,  /* the status socket from now on; carries its descriptor */
    CHANNEL_ABSENT,  /* the workers of the generation that do not accept: bits of NUMBER, then of HASH, by index */
    CHANNEL_KINDS
};

/* Sets of kinds. */
enum {
    CHANNEL_FROM_WORKER = 1 << CHANNEL_READY | 1 << CHANNEL_SERVED | 1 << CHANNEL_REFUSED | 1 << CHANNEL_LATE,
    CHANNEL_FROM_PARENT = 1 << CHANNEL_LOG | 1 << CHANNEL_TICKETS | 1 << CHANNEL_STATUS | 1 << CHANNEL_ABSENT
};

struct channel_message {
    uint32_t kind, generation, worker; /* the worker's slot */
    uint32_t serial;                   /* from 1, and growing, for each direction */
    uint64_t number, hash;             /* 0 when the kind has none */
};

/* One end of a channel. */
struct channel {
    int fd;
    uint32_t generation, worker, sent, taken;
};

enum channel_result {
    CHANNEL_EMPTY,   /* there is no message */
    CHANNEL_MESSAGE, /* as expected */
    CHANNEL_STALE,   /* well formed, but of an earlier generation or a repetition: dropped */
    CHANNEL_WRONG    /* anything else: dropped, and descriptors that came with it are closed */
};

/* ENDS[0] is the parent's. Neither end blocks. False: errno has the reason. */
bool channel_open(int ends[2]);

/*
 * Sends MESSAGE, of which kind, number and hash count. FD goes with it when its kind carries one, and stays the
 * caller's. False: errno has the reason; EAGAIN: there is no room for it now.
 */
bool channel_send(struct channel *, struct channel_message, int fd);

/*
 * Takes the next message, if its kind is in the set EXPECTED. *FD is the caller's: the descriptor that came with it, or
 * -1.
 */
enum channel_result channel_take(struct channel *, unsigned expected, struct channel_message *, int *fd);

#endif
