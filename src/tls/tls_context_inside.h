#ifndef TLS_CONTEXT_INSIDE_H
#define TLS_CONTEXT_INSIDE_H

#include "tls/ticket.h"
#include "tls/tls_context.h"

#include <openssl/ssl.h>

/* What tls_context.h keeps to itself. */
struct tls_site {
    str name;
    const str *aliases;
    size_t alias_count;
    bool ask_certificate;
    bool is_served; /* it has a certificate */
    SSL_CTX *context;
    struct ticket_site tickets;
};

struct tls_context {
    struct arena *arena;
    struct tls_site *sites;
    size_t count;
    struct tls_site *fallback;
};

/* The host of SNI, or the fallback. */
const struct tls_site *tls_context_site(const struct tls_context *, str sni);

#endif
