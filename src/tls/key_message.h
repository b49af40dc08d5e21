#ifndef TLS_KEY_MESSAGE_H
#define TLS_KEY_MESSAGE_H

#include "tls/signature.h"

/*
 * The messages between a worker and the keeper of the keys: one datagram asks, one answers. Both have a fixed form; a
 * request is always KEY_REQUEST_BYTES long.
 */

/* The sender of a request: believed only when it matches the socket. */
struct key_asker {
    uint32_t generation, worker;
};

struct key_request {
    struct key_asker asker;
    uint64_t serial; /* of the sender's own counting */
    uint32_t host;
    uint16_t scheme;
    uint16_t length;
    char message[SIGNATURE_MESSAGE_MAX];
};

/* The reasons for not signing. */
enum key_refusal {
    KEY_SIGNED,
    KEY_BAD_FRAME,   /* not in this form, or of another length */
    KEY_BAD_ASKER,   /* another generation or worker than the socket's */
    KEY_BAD_HOST,    /* there is no such host */
    KEY_BAD_SCHEME,  /* an unknown scheme, or not one for that host's key */
    KEY_BAD_MESSAGE, /* not a message that a TLS server signs in this way */
    KEY_UNUSABLE     /* the key itself failed */
};
enum { KEY_REFUSALS = KEY_UNUSABLE + 1 };

struct key_reply {
    struct key_asker asker; /* the sender of the request */
    uint64_t serial;
    enum key_refusal refusal;
    uint16_t length; /* 0 except with KEY_SIGNED */
    unsigned char signature[SIGNATURE_MAX];
};

enum { KEY_REQUEST_BYTES = 32 + SIGNATURE_MESSAGE_MAX, KEY_REPLY_BYTES_MAX = 32 + SIGNATURE_MAX };

void key_request_write(const struct key_request *, unsigned char out[KEY_REQUEST_BYTES]);
/* False: IN is not a valid request. */
bool key_request_read(str in, struct key_request *);

/* Returns the number of bytes used in OUT. */
size_t key_reply_write(const struct key_reply *, unsigned char out[KEY_REPLY_BYTES_MAX]);
bool key_reply_read(str in, struct key_reply *);

const char *key_refusal_text(enum key_refusal);

#endif
