#ifndef TLS_CLIENT_CERTIFICATE_H
#define TLS_CLIENT_CERTIFICATE_H

#include "base/str.h"

#include <openssl/ssl.h>
#include <stdbool.h>

/* Bytes of all certificates that a client may send: one is about 1,000; and how many they may be. */
enum { CLIENT_CERTIFICATES_MAX = 16 << 10, CLIENT_CERTIFICATES_AT_MOST = 4 };

/*
 * Which client certificates a connection of CONTEXT accepts. A visitor is known by the fingerprint of the first one,
 * whose key it proves to own; who signed it means nothing, so no chain is built, whatever else was sent. Its key must
 * be one that is quick to check: RSA of 2048 to 4096 bits with an exponent of at most 64, P-256, P-384 or P-521 by
 * name, Ed25519 or Ed448. Others end the handshake with the alert unsupported_certificate. Its dates are for the answer
 * to judge.
 */
void client_certificate_accept(SSL_CTX *context);

/* Whether MESSAGE, a Certificate with its header, has more certificates than are read. OpenSSL decodes the key of each,
 * whatever it is for, and a curve that is spelled out takes half a millisecond. */
bool client_certificate_is_long(str message, bool in_1_3);

#endif
