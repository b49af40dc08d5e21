#ifndef NET_TRANSPORT_H
#define NET_TRANSPORT_H

#include "base/buf.h"
#include "protocol/proxy.h"
#include "tls/tls.h"

#include <uv.h>

/*
 * A duplex byte stream with back-pressure, plain or secure; part of its connection, which is told of each change and
 * then looks what is new. Nothing here waits, nothing grows beyond what one piece of an answer needs.
 */
struct transport;

enum transport_stage {
    TRANSPORT_OPENING, /* the handshake */
    TRANSPORT_OPEN,
    TRANSPORT_ENDED, /* the peer sends no more; what we send still arrives */
    TRANSPORT_FAILED /* broken: nothing more comes or goes, but for a TLS alert that was sent */
};

enum {
    TRANSPORT_PIECE = 64 * 1024, /* bytes of an answer given to transport_write at once, and of a read */
    TRANSPORT_INPUT_MAX = 2 * TRANSPORT_PIECE
};

/* Memory that all transports of a loop lend each other for the length of one call. */
struct transport_scratch {
    char *read;      /* TRANSPORT_PIECE bytes */
    struct buf wire; /* ciphertext on its way out */
};

void transport_scratch_init(struct transport_scratch *);
void transport_scratch_finish(struct transport_scratch *);

enum transport_reading {
    READING_ALL,
    READING_PAUSED,    /* what comes next is thrown away, the rest stays with the kernel */
    READING_TO_DISCARD /* all is thrown away */
};

/* What plain and secure do differently. */
struct transport_kind {
    bool direct;                                /* bytes go over the wire as they are */
    void (*feed)(struct transport *, str wire); /* moves the stage on, appends plaintext to the input */
    enum err (*write)(struct transport *, str bytes, bool first, bool last);
    void (*finish)(struct transport *);
};

extern const struct transport_kind transport_plain, transport_secure;
/* Before either of them: reads whom a proxy speaks for. */
extern const struct transport_kind transport_proxied;

/* Whom to tell. None is called from within a function of this header, nor after transport_close but CLOSED. */
struct transport_user {
    void (*received)(struct transport *); /* input, stage or discarded changed */
    void (*written)(struct transport *);  /* all that was written is with the kernel */
    void (*closed)(struct transport *);   /* the memory may go */
};

struct transport {
    uv_tcp_t tcp;
    const struct transport_kind *kind;
    const struct transport_user *user;
    struct transport_scratch *scratch;
    enum transport_stage stage;
    struct buf input;   /* plaintext received and not yet used */
    struct buf unsent;  /* what the kernel did not take yet; it may not move while REQUEST is under way */
    struct buf waiting; /* what was written meanwhile */
    uv_write_t request;
    bool writing;    /* REQUEST is under way */
    bool wire_ended; /* the peer half-closed the TCP connection */
    bool ended;      /* we have half-closed */
    bool closing;
    enum transport_reading reading;
    uint64_t written; /* bytes given to the kernel or queued, all layers included */
    size_t discarded; /* bytes read and thrown away */
    struct tls_context *context;
    const struct tls_signer *signer;
    struct tls *tls;                    /* made at the peer's first bytes: who is silent costs nothing */
    const struct transport_kind *after; /* the kind that follows the header of a proxy; NULL: none is awaited */
    struct proxy_header proxy;          /* what it said */
};

/* CONTEXT and SIGNER: NULL for plain. */
void transport_init(struct transport *, uv_loop_t *, const struct transport_kind *, const struct transport_user *,
                    struct transport_scratch *, struct tls_context *context, const struct tls_signer *signer);
/* FD is a connected socket; false: it is closed. */
bool transport_open(struct transport *, int fd);
/* Before the first read: a PROXY header comes before all else. It is in PROXY once this is no longer awaited. */
void transport_expect_proxy(struct transport *);
bool transport_awaits_proxy(const struct transport *);
/* What came behind that header is kept, unread, until this. */
void transport_begin(struct transport *);
bool transport_has_begun(const struct transport *); /* something of the peer's has been looked at */
void transport_hold(struct transport *);            /* reads nothing until transport_read */

void transport_read(struct transport *);
void transport_pause(struct transport *);   /* the input is complete: what else comes is not wanted */
void transport_discard(struct transport *); /* reads on, only to throw away */

/* BYTES, at most TRANSPORT_PIECE of them, are taken as a whole. FIRST and LAST are those of tls_write. ERR_IO: broken.
 */
enum err transport_write(struct transport *, str bytes, bool first, bool last);
/* How many of BYTES the kernel takes at once, from where they lie; the rest is still to be written. 0 when secure.
 * LAST: these are the last. */
size_t transport_offer(struct transport *, str bytes, bool last);
/* For a peer that takes much and quickly: the kernel keeps more of it, and asks for more less often. */
void transport_widen(struct transport *);
bool transport_is_writing(const struct transport *); /* written() will be called */
/* How many bytes have reached the peer so far: those the kernel still holds are not counted. */
uint64_t transport_delivered(const struct transport *);
/* The signature that a handshake waited for is there, or will not come; TRANSPORT was the user of that. */
void transport_signed(struct transport *);
void transport_end(struct transport *); /* half-close; nothing is being written */
void transport_close(struct transport *);

/* For the kinds: bytes as they go over the wire. */
enum err transport_send(struct transport *, str wire, bool last);

#endif
