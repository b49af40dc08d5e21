#ifndef TLS_SIGNING_H
#define TLS_SIGNING_H

#include "tls/signature.h"

enum signing_state { SIGNING_WAITS, SIGNING_DONE, SIGNING_FAILED };

/* A signature that a handshake waits for. It lives until the handshake goes on. */
struct tls_signing {
    size_t host;     /* the owner of the key, by its index in tls_options */
    uint16_t scheme; /* of RFC 8446 4.2.3 */
    str message;     /* at most SIGNATURE_MESSAGE_MAX bytes */
    void *user;      /* the handshake's, as given to tls_create */
    void *place;     /* the signer's own */
    enum signing_state state;
    unsigned char signature[SIGNATURE_MAX]; /* LENGTH bytes, once it is done */
    size_t length;
};

#endif
