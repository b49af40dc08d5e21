#ifndef TLS_REMOTE_KEY_H
#define TLS_REMOTE_KEY_H

#include <openssl/types.h>
#include <stdbool.h>
#include <stddef.h>

/*
 * A private key that another process holds, as a key of OpenSSL: its public half is here, and each signature is asked
 * for. A provider of our own carries it, since only that hands over the whole message to be signed: older hooks hand
 * over a bare digest, and who signs those signs anything.
 */

/* Readies OpenSSL for such keys, once in a process; false: it cannot be. Everything else is the default provider's. */
bool remote_key_prepare(void);
/* HOST's key with PUBLIC's public half; NULL: it is of a kind that no server uses. EVP_PKEY_free it. */
EVP_PKEY *remote_key_create(EVP_PKEY *public, size_t host);

#endif
