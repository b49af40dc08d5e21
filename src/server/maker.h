#ifndef SERVER_MAKER_H
#define SERVER_MAKER_H

#include "base/diag.h"
#include "base/err.h"
#include "server/config.h"
#include "tls/certificate_chain.h"
#include "tls/ticket.h"

/*
 * Everything that needs the bytes of a private key or secret, but for signing, in processes that end with it: keys are
 * found, made where they may be, compared with their certificates; a fleet's secret becomes the keys of days. The
 * parent gets public things only.
 */

/* A host's certificate and where its key is. */
struct made_host {
    bool usable;          /* else it cannot be served by TLS, and why was said */
    str certificate, key; /* paths, also of what is not there */
    int64_t end;          /* of the certificate, seconds since 1970; 0: unknown */
    struct certificate_chain chain;
};

/* Those of all hosts of the configuration, in ARENA; what is missing of one host is told on standard error. On error
 * nothing is served, and DIAG says why. A RELOAD is refused for more, since somebody looks (server/key_modes.h). */
enum err maker_find(const struct config *, bool reload, struct arena *, struct diag *, struct made_host **out);

/* The keys of days that the secret of a fleet, tickets.secret, gives at NOW (seconds since 1970). */
enum err maker_tickets(const struct config *, int64_t now, struct diag *, struct ticket_keys *);

/* Says on standard error which certificates end soon, lack a name, or have no key; with GONE also which keys are gone.
 */
void maker_lint(const struct config *, bool gone);

#endif
