#ifndef TLS_BIO_H
#define TLS_BIO_H

#include "base/buf.h"

#include <openssl/bio.h>

/* The wire of one connection, as OpenSSL sees it: reads what was lent, and collects what it writes. */
struct tls_wire {
    str input;         /* lent during tls_feed; what is left at its end is an error of ours */
    struct buf output; /* ciphertext to send */
};

/* A BIO over WIRE, which must outlive it. */
BIO *tls_bio_create(struct tls_wire *);

#endif
