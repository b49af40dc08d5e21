#ifndef TLS_PRIVATE_KEY_H
#define TLS_PRIVATE_KEY_H

#include "base/arena.h"
#include "base/diag.h"

#include <openssl/types.h>

/* Reads the key in the PEM file PATH; EVP_PKEY_free it. NULL: DIAG has the reason. Never asks for a passphrase. */
EVP_PKEY *private_key_read(str path, struct arena *, struct diag *);

/* The same for PEM, which is the text of the file PATH. */
EVP_PKEY *private_key_parse(str pem, str path, struct diag *);

/* True when KEY, which was read from PATH, belongs to the certificate in the file CERTIFICATE; else DIAG says so. */
bool private_key_fits(EVP_PKEY *key, str path, X509 *x509, str certificate, struct diag *);

#endif
