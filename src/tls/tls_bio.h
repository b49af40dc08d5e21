#ifndef TLS_BIO_H
#define TLS_BIO_H

#include "base/buf.h"

#include <openssl/bio.h>

/* The wire of one connection, as OpenSSL sees it; both ends are lent for the duration of one call. */
struct tls_wire {
    str input;          /* anything left of it at the end is an error of ours */
    struct buf *output; /* takes ciphertext to send; NULL: there is nowhere to put it */
    unsigned messages;  /* of tls_messages.h */
    bool over;          /* nothing more is read from it: the connection fails */
};

/* A BIO over WIRE, which must outlive it. */
BIO *tls_bio_create(struct tls_wire *);

#endif
