#ifndef TLS_HANDSHAKE_H
#define TLS_HANDSHAKE_H

#include "tls/signing.h"

enum { TLS_ADDRESS_MAX = 46 /* bytes of an IP literal, with its NUL */ };

/* A connection as the callbacks of its handshake see it; the first member of the connection, which is its SSL's app
 * data. */
struct tls_handshake {
    char *sni;                     /* requested by the client; owned; NULL: nothing */
    char address[TLS_ADDRESS_MAX]; /* that the client connected to; empty: unknown */
    /* Gets SIGNING signed, and returns when that is done (true) or has failed. */
    bool (*sign)(struct tls_handshake *, struct tls_signing *signing);
};

void tls_handshake_set_sni(struct tls_handshake *, str sni);

#endif
