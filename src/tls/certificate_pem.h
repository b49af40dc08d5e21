#ifndef TLS_CERTIFICATE_PEM_H
#define TLS_CERTIFICATE_PEM_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/err.h"

#include <openssl/types.h>

/* Reads the text of the PEM file PATH into the arena. On an error DIAG (may be NULL) says what to do about it. */
enum err certificate_pem_read(str path, struct arena *, struct diag *, str *pem);
/* The first certificate in PEM; NULL: there is none. */
X509 *certificate_pem_first(str pem);

#endif
