#ifndef TLS_TLS_CONTEXT_H
#define TLS_TLS_CONTEXT_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/err.h"
#include "tls/certificate_chain.h"
#include "tls/ticket.h"

/*
 * The shared state of all connections: certificates by host name, ticket keys, protocol versions; no private key. Built
 * before the fork.
 */
struct tls_context;

struct tls_host {
    str name; /* A-label form */
    const str *aliases;
    size_t alias_count;
    bool any_name;                  /* the host of every name that is no other host's */
    struct certificate_chain chain; /* signatures by its key are requested with the host's index. Empty: a client that
                                       asks for this host gets an alert, and never another host's certificate */
    bool ask_certificate;           /* from the client, in each handshake: such a host resumes no session */
};

struct tls_options {
    const struct tls_host *hosts;
    size_t host_count;
    bool has_addresses; /* some name or alias is an IP literal */
    size_t fallback;    /* index of the host for clients whose SNI, or whose address for want of one, names no host */
};

/* NULL on error, with entries in DIAG. */
struct tls_context *tls_context_create(const struct tls_options *, struct diag *);
void tls_context_destroy(struct tls_context *);

/* Some name is an IP literal: a client without SNI gets the host of the address that it connected to. */
bool tls_context_has_addresses(const struct tls_context *);

/* Sets the ticket keys that are in force from now on; none before the first call. */
void tls_context_set_tickets(struct tls_context *, const struct ticket_keys *);

#endif
