#ifndef TLS_PEM_ADVICE_H
#define TLS_PEM_ADVICE_H

#include "base/arena.h"

/*
 * Says why OpenSSL found no PEM text in BYTES, all that is in the file PATH: when they are DER or PKCS#12, with the
 * command that converts them, for which KIND is "x509" or "pkey"; else with OpenSSL's reason, whose queue is empty
 * afterwards.
 */
str pem_advice(str bytes, str path, const char *kind, struct arena *);

#endif
