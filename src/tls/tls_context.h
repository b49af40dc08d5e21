#ifndef TLS_TLS_CONTEXT_H
#define TLS_TLS_CONTEXT_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/err.h"
#include "tls/certificate_chain.h"
#include "tls/ticket.h"

/* What every connection shares: certificates by host name, ticket keys, protocol versions; no private key. Built before
 * the fork. */
struct tls_context;

struct tls_host {
    str name; /* A-label form */
    const str *aliases;
    size_t alias_count;
    struct certificate_chain chain; /* its key is asked for signatures by the host's index. Empty: a client that asks
                                     * for this host gets an alert, and never another host's certificate */
    bool ask_certificate;           /* the client's, in each handshake: such a host resumes no session */
};

struct tls_options {
    const struct tls_host *hosts;
    size_t host_count;
    size_t fallback; /* index of the host shown without, or for an unknown, SNI */
};

/* NULL on error, with entries in DIAG. */
struct tls_context *tls_context_create(const struct tls_options *, struct diag *);
void tls_context_destroy(struct tls_context *);

/* Which keys of tickets are in force from now on; none before the first call. */
void tls_context_set_tickets(struct tls_context *, const struct ticket_keys *);

#endif
