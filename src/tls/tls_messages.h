#ifndef TLS_MESSAGES_H
#define TLS_MESSAGES_H

#include "tls/tls_bio.h"

#include <openssl/ssl.h>

/*
 * A watch over the records that the peer of a connection sends besides its request. After the handshake there are next
 * to none (a KeyUpdate comes after gigabytes), but each such record costs a derivation of keys or an alert in answer.
 */
enum {
    TLS_MESSAGES_MAX = 16 /* records after the handshake that are not application data; with one more, WIRE is over */
};

/* WIRE must outlive SSL, which reads from it. */
void tls_messages_watch(SSL *, struct tls_wire *wire);

#endif
