#ifndef NET_TRANSPORT_H
#define NET_TRANSPORT_H

#include "base/buf.h"
#include "protocol/proxy.h"
#include "tls/tls.h"

#include <uv.h>

/*
 * A duplex byte stream with back-pressure, plain or secure; part of its connection, which is told of each change and
 * then examines what is new. Nothing here waits, nothing grows beyond the needs of one piece of an answer.
 */
struct transport;

enum transport_stage {
    TRANSPORT_OPENING, /* the handshake */
    TRANSPORT_OPEN,
    TRANSPORT_ENDED, /* the peer sends no more; bytes that we send still arrive */
    TRANSPORT_FAILED /* broken: nothing more comes or goes, except a TLS alert already sent */
};

enum {
    TRANSPORT_PIECE = 64 * 1024, /* bytes of an answer given to transport_write at once, and of a read */
    TRANSPORT_INPUT_MAX = 2 * TRANSPORT_PIECE
};

/* Memory that all transports of a loop share, each for the duration of one call. */
struct transport_scratch {
    char *read;      /* TRANSPORT_PIECE bytes */
    struct buf wire; /* ciphertext on its way out */
};

void transport_scratch_init(struct transport_scratch *);
void transport_scratch_finish(struct transport_scratch *);

enum transport_reading {
    READING_ALL,
    READING_PAUSED,    /* the present read's bytes are discarded, the rest stays with the kernel */
    READING_TO_DISCARD /* everything is discarded */
};

/* The differences between plain and secure. */
struct transport_kind {
    bool direct;                                /* bytes go over the wire unchanged */
    bool secure;                                /* by TLS */
    void (*feed)(struct transport *, str wire); /* moves the stage on, appends plaintext to the input */
    enum err (*write)(struct transport *, str bytes, bool first, bool last);
    void (*finish)(struct transport *);
};

extern const struct transport_kind transport_plain, transport_secure;
/* Becomes one of them by the first byte: TLS begins with one that no request begins with. */
extern const struct transport_kind transport_either;
/* Comes before any of them: reads the header with which a proxy names the client. */
extern const struct transport_kind transport_proxied;

/*
 * The receiver of events. None is called from within a function of this header, nor after transport_close, except
 * CLOSED.
 */
struct transport_user {
    void (*received)(struct transport *); /* input, stage or discarded changed */
    void (*written)(struct transport *);  /* the kernel has everything that was written */
    void (*closed)(struct transport *);   /* the memory may be freed */
};

struct transport {
    uv_tcp_t tcp;
    const struct transport_kind *kind;
    const struct transport_user *user;
    struct transport_scratch *scratch;
    enum transport_stage stage;
    struct buf input;   /* plaintext received and not yet used */
    struct buf unsent;  /* bytes that the kernel did not take yet; it may not move while REQUEST is under way */
    struct buf waiting; /* bytes that were written meanwhile */
    uv_write_t request;
    bool writing;    /* REQUEST is under way */
    bool turned;     /* the peer speaks TLS where it need not */
    bool wire_ended; /* the peer half-closed the TCP connection */
    bool ended;      /* we have half-closed */
    bool closing;
    enum transport_reading reading;
    uint64_t written; /* bytes given to the kernel or queued, all layers included */
    size_t discarded; /* bytes read and discarded */
    struct tls_context *context;
    const struct tls_signer *signer;
    struct tls *tls;                    /* made at the peer's first bytes: a silent one costs nothing */
    const struct transport_kind *after; /* the kind that follows the header of a proxy; NULL: none is awaited */
    struct proxy_header proxy;          /* its header */
};

/* CONTEXT and SIGNER: NULL for plain. */
void transport_init(struct transport *, uv_loop_t *, const struct transport_kind *, const struct transport_user *,
                    struct transport_scratch *, struct tls_context *context, const struct tls_signer *signer);
/* FD is a connected socket; false: it is closed. */
bool transport_open(struct transport *, int fd);
/* Before the first read: a PROXY header comes before everything else. It is in PROXY once it is no longer awaited. */
void transport_expect_proxy(struct transport *);
bool transport_awaits_proxy(const struct transport *);
/* Bytes after that header are kept, unread, until this is called. */
void transport_begin(struct transport *);
bool transport_has_begun(const struct transport *); /* some of the peer's bytes have been processed */
bool transport_is_secure(const struct transport *);
/* The peer turns out to speak TLS; its hello is kept, unread, until transport_begin. */
bool transport_awaits_handshake(const struct transport *);
void transport_hold(struct transport *); /* reads nothing until transport_read */

void transport_read(struct transport *);
void transport_pause(struct transport *);   /* the input is complete: further bytes are not wanted */
void transport_discard(struct transport *); /* reads on, only to discard */

/* Takes all of BYTES, at most TRANSPORT_PIECE. FIRST and LAST are those of tls_write. ERR_IO: broken. */
enum err transport_write(struct transport *, str bytes, bool first, bool last);
/*
 * The number of BYTES that the kernel takes at once, without a copy; the rest is still to be written. 0 when secure.
 * LAST: these are the last.
 */
size_t transport_offer(struct transport *, str bytes, bool last);
/* For a peer that takes much and quickly: the kernel buffers more, and asks for more less often. */
void transport_widen(struct transport *);
bool transport_is_writing(const struct transport *); /* written() will be called */
/* The number of bytes that have reached the peer so far: those that the kernel still holds are not counted. */
uint64_t transport_delivered(const struct transport *);
/* The signature that a handshake waited for is there, or will not come; TRANSPORT was its user. */
void transport_signed(struct transport *);
void transport_end(struct transport *); /* half-close; nothing is being written */
void transport_close(struct transport *);

/* For the kinds: sends bytes as they go over the wire. */
enum err transport_send(struct transport *, str wire, bool last);

#endif
