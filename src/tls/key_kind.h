#ifndef TLS_KEY_KIND_H
#define TLS_KEY_KIND_H

#include "tls/signature.h"

#include <openssl/types.h>

/*
 * Finds the kind of KEY, public or private, wherever it is held, and OpenSSL's name of that kind. NULL: no server uses
 * such a key.
 */
const char *key_kind_of(const EVP_PKEY *key, enum signature_key *kind);

#endif
