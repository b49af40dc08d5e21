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
    /* Worker to parent. */
    CHANNEL_READY = 1, /* all listeners accept */
    CHANNEL_SERVED,    /* it has a site of host NUMBER */
    CHANNEL_REFUSED,   /* it has none, and has told the errors whose hash is HASH */
    CHANNEL_LATE,      /* three handshakes in a row had no signature in time */
    /* Parent to worker. */
    CHANNEL_LOG,     /* the access log that is written from here on; carries its descriptor */
    CHANNEL_TICKETS, /* the keys of session tickets from here on; carries a file with a struct ticket_keys */
    CHANNEL_STATUS,  /* the status socket from here on; carries its descriptor */
    CHANNEL_ABSENT,  /* which workers of the generation do not accept: bits of NUMBER, then of HASH, by index */
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
    uint64_t number, hash;             /* 0 where the kind has none */
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

/* Of MESSAGE kind, number and hash count. FD goes with it when its kind carries one, and stays the caller's. False:
 * errno says why; EAGAIN: there is no room for it now. */
bool channel_send(struct channel *, struct channel_message, int fd);

/* The next message, if its kind is in the set EXPECTED. *FD is the caller's: the descriptor that came with it, or -1.
 */
enum channel_result channel_take(struct channel *, unsigned expected, struct channel_message *, int *fd);

#endif
