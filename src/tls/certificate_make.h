#ifndef TLS_CERTIFICATE_MAKE_H
#define TLS_CERTIFICATE_MAKE_H

#include "base/arena.h"

#include <openssl/x509.h>

/* A self-signed certificate of HOST (a name in A-label form, or an IP literal) over KEY. NULL: OpenSSL refused. */
X509 *certificate_make(EVP_PKEY *key, str host, struct arena *);

#endif
