#ifndef SERVER_CHANNEL_H
#define SERVER_CHANNEL_H

#include <stdbool.h>
#include <stdint.h>

/*
 * What the parent and one worker tell each other, over a pair of sockets that is made for this worker and ends with it
 * (SOCK_SEQPACKET: a message arrives whole or not at all). Each message has the same form and length, and says for whom
 * it is. The parent holds both ends: a worker that dies, or closes its end, ends nothing.
 *
 * A worker may be in the hands of an attacker: of what it sends, nothing is believed but a message that is expected.
 */
enum channel_kind {
    CHANNEL_READY = 1, /* worker to parent: all listeners accept */
    CHANNEL_LOG,       /* parent to worker: the access log that is written from here on; carries its descriptor */
    CHANNEL_KINDS
};

struct channel_message {
    uint32_t kind, generation, worker; /* the worker's slot */
    uint32_t serial;                   /* from 1, and growing, for each direction */
};

/* One end of it. */
struct channel {
    int fd;
    uint32_t generation, worker, sent, taken;
};

enum channel_result {
    CHANNEL_EMPTY,   /* nothing is there */
    CHANNEL_MESSAGE, /* as expected */
    CHANNEL_STALE,   /* well formed, but of an earlier generation or said before: dropped */
    CHANNEL_WRONG    /* anything else: dropped, and descriptors that came with it are closed */
};

/* ENDS[0] is the parent's. Neither end blocks. False: errno says why. */
bool channel_open(int ends[2]);

/* FD goes with the message when its kind carries one, and stays the caller's. False: there is no room for it now, or
 * errno says what else. */
bool channel_send(struct channel *, enum channel_kind, int fd);

/* The next message, if it is of the kind that is EXPECTED. *FD is the caller's: the descriptor that came with it, or
 * -1. */
enum channel_result channel_take(struct channel *, enum channel_kind expected, int *fd);

#endif
