#ifndef TLS_KEY_MESSAGE_H
#define TLS_KEY_MESSAGE_H

#include "tls/signature.h"

/*
 * What a worker and the keeper of the keys say to each other: one datagram asks, one answers. Both are of a fixed form;
 * the asking one is always KEY_REQUEST_BYTES long.
 */

/* Who asks: believed only where it is what the socket itself stands for. */
struct key_asker {
    uint32_t generation, worker;
};

struct key_request {
    struct key_asker asker;
    uint64_t serial; /* of the asker's own counting */
    uint32_t host;
    uint16_t scheme;
    uint16_t length;
    char message[SIGNATURE_MESSAGE_MAX];
};

/* Why nothing is signed. */
enum key_refusal {
    KEY_SIGNED,
    KEY_BAD_FRAME,   /* not of the form, or of another length */
    KEY_BAD_ASKER,   /* another generation or worker than the socket stands for */
    KEY_BAD_HOST,    /* there is no such host */
    KEY_BAD_SCHEME,  /* no scheme, or not one of that host's key */
    KEY_BAD_MESSAGE, /* nothing that a TLS server signs so */
    KEY_UNUSABLE     /* the key itself failed */
};
enum { KEY_REFUSALS = KEY_UNUSABLE + 1 };

struct key_reply {
    struct key_asker asker; /* who asked */
    uint64_t serial;
    enum key_refusal refusal;
    uint16_t length; /* 0 unless it is KEY_SIGNED */
    unsigned char signature[SIGNATURE_MAX];
};

enum { KEY_REQUEST_BYTES = 32 + SIGNATURE_MESSAGE_MAX, KEY_REPLY_BYTES_MAX = 32 + SIGNATURE_MAX };

void key_request_write(const struct key_request *, unsigned char out[KEY_REQUEST_BYTES]);
/* False: IN is no such request. */
bool key_request_read(str in, struct key_request *);

/* The bytes used of OUT. */
size_t key_reply_write(const struct key_reply *, unsigned char out[KEY_REPLY_BYTES_MAX]);
bool key_reply_read(str in, struct key_reply *);

const char *key_refusal_text(enum key_refusal);

#endif
