#ifndef TLS_REMOTE_KEY_H
#define TLS_REMOTE_KEY_H

#include "tls/signature.h"

#include <openssl/types.h>

/*
 * A private key that another process holds, as a key of OpenSSL: its public half is here, and each signature is asked
 * for. A provider of our own carries it, since only that hands over the whole message to be signed: older hooks hand
 * over a bare digest, and who signs those signs anything.
 */

enum signing_state { SIGNING_WAITS, SIGNING_DONE, SIGNING_FAILED };

/* A signature that a handshake waits for. It lives until the handshake goes on. */
struct tls_signing {
    size_t host;     /* whose key, as tls_options counts hosts */
    uint16_t scheme; /* of RFC 8446 4.2.3 */
    str message;     /* at most SIGNATURE_MESSAGE_MAX bytes */
    void *user;      /* whose handshake, as tls_create was told */
    void *place;     /* the signer's own */
    enum signing_state state;
    unsigned char signature[SIGNATURE_MAX]; /* of LENGTH bytes, once it is done */
    size_t length;
};

/* Readies OpenSSL for such keys, once in a process; false: it cannot be. Everything else is the default provider's. */
bool remote_key_prepare(void);
/* HOST's key with PUBLIC's public half; NULL: it is of a kind that no server uses. EVP_PKEY_free it. */
EVP_PKEY *remote_key_create(EVP_PKEY *public, size_t host);
/* The kind of KEY, remote or not; false: none that a server uses. */
bool remote_key_kind(const EVP_PKEY *key, enum signature_key *kind);

#endif
