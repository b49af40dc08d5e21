#ifndef TLS_CERTIFICATE_CHAIN_H
#define TLS_CERTIFICATE_CHAIN_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/err.h"

/* A certificate and those that lead to its issuer, in the order in which they are sent: DER, the host's own first. */
enum { CHAIN_MAX = 32 };

struct certificate_chain {
    str *items;
    size_t count;
};

/* Reads the certificates of the PEM file PATH; anything else in it is skipped. */
enum err certificate_chain_read(str path, struct arena *, struct diag *, struct certificate_chain *);

#endif
