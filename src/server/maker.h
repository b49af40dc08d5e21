#ifndef SERVER_MAKER_H
#define SERVER_MAKER_H

#include "base/diag.h"
#include "base/err.h"
#include "server/config.h"
#include "tls/certificate_chain.h"
#include "tls/ticket.h"

/*
 * Everything that needs the bytes of a private key or secret, except signing, in processes that end with it: keys are
 * found, made if that is allowed, compared with their certificates; a fleet's secret becomes the keys of days. The
 * parent gets public data only.
 */

/* A host's certificate and the place of its key. */
struct made_host {
    bool usable;          /* else it cannot be served by TLS, and the reason was reported */
    str certificate, key; /* paths, also of missing files */
    int64_t end;          /* of the certificate, seconds since 1970; 0: unknown */
    struct certificate_chain chain;
};

/*
 * Finds those of all hosts of the configuration, in ARENA; missing files of one host are reported on standard error. On
 * error nothing is served, and DIAG has the reason. A RELOAD is refused for more reasons, since somebody is watching
 * (server/key_modes.h).
 */
enum err maker_find(const struct config *, bool reload, struct arena *, struct diag *, struct made_host **out);

/* Derives the keys of days from the secret of a fleet, tickets.secret, at NOW (seconds since 1970). */
enum err maker_tickets(const struct config *, int64_t now, struct diag *, struct ticket_keys *);

/*
 * Reports on standard error which certificates expire soon, lack a name, or have no key; with GONE also which keys are
 * gone.
 */
void maker_lint(const struct config *, bool gone);

#endif
