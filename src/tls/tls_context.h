#ifndef TLS_TLS_CONTEXT_H
#define TLS_TLS_CONTEXT_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/err.h"

/* What every connection shares: certificates by host name, ticket keys, protocol versions. Built before the fork. */
struct tls_context;

struct tls_host {
    str name; /* A-label form */
    const str *aliases;
    size_t alias_count;
    str certificate, key; /* PEM paths; empty: they are not there. The host has then those of PREVIOUS, or none: a
                           * client that asks for it gets an alert, and never another host's certificate */
    bool ask_certificate; /* the client's, in the handshake */
};

struct tls_options {
    const struct tls_host *hosts;
    size_t host_count;
    size_t fallback;                    /* index of the host shown without, or for an unknown, SNI */
    str secret_path;                    /* file of the ticket secret */
    bool write_secret;                  /* where it is missing; else one that ends with the process */
    const struct tls_context *previous; /* which this one replaces; NULL: none */
    int64_t (*now)(void);               /* seconds since 1970, for the keys of tickets; NULL: the system's clock */
};

/* NULL on error, with entries in DIAG. */
struct tls_context *tls_context_create(const struct tls_options *, struct diag *);
/* How the host with that index is served. */
enum tls_host_state { TLS_HOST_ABSENT, TLS_HOST_KEPT /* with what PREVIOUS had */, TLS_HOST_READ };
enum tls_host_state tls_context_host(const struct tls_context *, size_t index);
void tls_context_destroy(struct tls_context *);

#endif
