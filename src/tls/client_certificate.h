#ifndef TLS_CLIENT_CERTIFICATE_H
#define TLS_CLIENT_CERTIFICATE_H

#include "base/str.h"

#include <openssl/ssl.h>
#include <stdbool.h>

/* The bytes of all certificates that a client may send: one has about 1,000; and the number of certificates. */
enum { CLIENT_CERTIFICATES_MAX = 16 << 10, CLIENT_CERTIFICATES_AT_MOST = 4 };

/*
 * Sets which client certificates connections of CONTEXT accept. A visitor is identified by the fingerprint of the first
 * certificate, whose key it proves to own; the signer does not matter, so no chain is built, whatever else was sent.
 * The key must be quick to check: RSA of 2048 to 4096 bits with an exponent of at most 64, P-256, P-384 or P-521 by
 * name, Ed25519 or Ed448. Others end the handshake with the alert unsupported_certificate. The answer judges the dates.
 */
void client_certificate_accept(SSL_CTX *context);

/*
 * True when MESSAGE, a Certificate with its header, has more certificates than are read. OpenSSL decodes the key of
 * each one, used or not, and a curve with explicit parameters takes half a millisecond.
 */
bool client_certificate_is_long(str message, bool in_1_3);

#endif
