#ifndef TLS_HANDSHAKE_H
#define TLS_HANDSHAKE_H

#include "tls/signing.h"

/* A connection as the callbacks of its handshake see it; the first member of the connection, which is its SSL's app
 * data. */
struct tls_handshake {
    char *sni; /* requested by the client; owned; NULL: nothing */
    /* Gets SIGNING signed, and returns when that is done (true) or has failed. */
    bool (*sign)(struct tls_handshake *, struct tls_signing *signing);
};

void tls_handshake_set_sni(struct tls_handshake *, str sni);

#endif
