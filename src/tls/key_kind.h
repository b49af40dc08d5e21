#ifndef TLS_KEY_KIND_H
#define TLS_KEY_KIND_H

#include "tls/signature.h"

#include <openssl/types.h>

/* The kind of KEY, public or private, wherever it is held, and OpenSSL's name of that kind. NULL: none that a server
 * uses. */
const char *key_kind_of(const EVP_PKEY *key, enum signature_key *kind);

#endif
