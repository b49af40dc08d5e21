#ifndef TLS_CERTIFICATE_MAKE_H
#define TLS_CERTIFICATE_MAKE_H

#include "base/arena.h"

#include <openssl/x509.h>

/* A self-signed certificate of HOST and OTHERS (names in A-label form, or IP literals) over KEY. NULL: OpenSSL refused.
 */
X509 *certificate_make(EVP_PKEY *key, str host, const str *others, size_t count, struct arena *);

#endif
