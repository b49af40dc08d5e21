#ifndef TLS_CLIENT_CERTIFICATE_H
#define TLS_CLIENT_CERTIFICATE_H

#include <openssl/ssl.h>

/* Bytes of all certificates that a client may send: one is about 1,000. */
enum { CLIENT_CERTIFICATES_MAX = 16 << 10 };

/*
 * Which client certificates a connection of CONTEXT accepts. A visitor is known by the fingerprint of the first one,
 * whose key it proves to own; who signed it means nothing, so no chain is built, whatever else was sent. Its key must
 * be one that is quick to check: RSA of 2048 to 4096 bits with an exponent of at most 64, P-256, P-384 or P-521 by
 * name, Ed25519 or Ed448. Others end the handshake with the alert unsupported_certificate. Its dates are for the answer
 * to judge.
 */
void client_certificate_accept(SSL_CTX *context);

#endif
