#ifndef TLS_MESSAGES_H
#define TLS_MESSAGES_H

#include "tls/tls_bio.h"

#include <openssl/ssl.h>

/* A watch over what the peer of a connection says besides its request. After the handshake that is next to nothing (a
 * KeyUpdate comes after gigabytes), but each such record costs a derivation of keys or an alert in answer. */
enum {
    TLS_MESSAGES_MAX = 16 /* records after the handshake that are no application data; with one more, WIRE is over */
};

/* WIRE must outlive SSL, and is what SSL reads from. */
void tls_messages_watch(SSL *, struct tls_wire *wire);

#endif
