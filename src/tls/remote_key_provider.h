#ifndef TLS_REMOTE_KEY_PROVIDER_H
#define TLS_REMOTE_KEY_PROVIDER_H

#include "tls/signature.h"

#include <openssl/core.h>

/* The declarations that remote_key.c and the two halves of its provider share. */
#define REMOTE_KEY_PROVIDER "splashdown"
#define REMOTE_KEY_PROPERTIES "provider=" REMOTE_KEY_PROVIDER
#define REMOTE_KEY_SIGNATURE "SPLASHDOWN-REMOTE" /* a name that no other provider has: a fetch finds ours at once */
#define REMOTE_KEY_HOST "host"                   /* parameters from which a key is made */
#define REMOTE_KEY_PUBLIC "public"               /* SubjectPublicKeyInfo, DER */

struct remote_key {
    size_t host;
    enum signature_key kind;
    EVP_PKEY *public;
};

extern const OSSL_ALGORITHM remote_key_managers[];
extern const OSSL_ALGORITHM remote_key_signatures[];

#endif
