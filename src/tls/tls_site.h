#ifndef TLS_SITE_H
#define TLS_SITE_H

#include "tls/ticket.h"

#include <openssl/ssl.h>

/* One host of a context, and the context itself: the part of tls_context.h that other rooms do not see. */
struct tls_site {
    str name;
    const str *aliases;
    size_t alias_count;
    bool any_name;
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
    struct tls_site *any; /* the host of every other name; NULL: there is none */
    bool has_addresses;
};

/* The host of SNI; without one (empty), that of ADDRESS, an IP literal; or the fallback. */
const struct tls_site *tls_site_find(const struct tls_context *, str sni, str address);
/* Makes SSL ask its visitor for a certificate, if SITE wants one. */
void tls_site_ask(SSL *, const struct tls_site *);

#endif
