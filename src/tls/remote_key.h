#ifndef TLS_REMOTE_KEY_H
#define TLS_REMOTE_KEY_H

#include <openssl/types.h>
#include <stdbool.h>
#include <stddef.h>

/*
 * A private key that another process holds, as a key of OpenSSL: its public half is here, and each signature is
 * requested. A provider of our own carries it, since only a provider gets the whole message that is to be signed: older
 * hooks get a bare digest, and a signer of digests signs anything.
 */

/* Prepares OpenSSL for such keys, once in a process; false: it failed. All other work stays with the default
 * provider. */
bool remote_key_prepare(void);
/* HOST's key with PUBLIC's public half; NULL: it is of a kind that no server uses. EVP_PKEY_free it. */
EVP_PKEY *remote_key_create(EVP_PKEY *public, size_t host);

#endif
