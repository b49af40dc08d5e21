#ifndef TLS_CERTIFICATE_CHAIN_H
#define TLS_CERTIFICATE_CHAIN_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/err.h"

/* A certificate and those that lead to its issuer, as they are sent: DER, the host's own first. */
enum { CHAIN_MAX = 32 };

struct certificate_chain {
    str *items;
    size_t count;
};

/* The certificates of the PEM file PATH; other things in it are passed over. */
enum err certificate_chain_read(str path, struct arena *, struct diag *, struct certificate_chain *);

#endif
