#include "tls/tls_site.h"

void tls_site_ask(SSL *ssl, const struct tls_site *site)
{
    SSL_set_verify(ssl, site->ask_certificate ? SSL_VERIFY_PEER : SSL_VERIFY_NONE, NULL);
}

static bool is_named(const struct tls_site *site, str name)
{
    bool found = str_eq_nocase(site->name, name);
    for (size_t i = 0; i < site->alias_count && !found; i++)
        found = str_eq_nocase(site->aliases[i], name);
    return found;
}

const struct tls_site *tls_site_find(const struct tls_context *c, str sni, str address)
{
    str name = sni.n ? sni : address;
    for (size_t i = 0; i < c->count; i++)
        if (is_named(&c->sites[i], name))
            return &c->sites[i];
    return sni.n && c->any ? c->any : c->fallback;
}
