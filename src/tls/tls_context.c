#include "tls/tls_context.h"

#include "tls/client_certificate.h"
#include "tls/client_hello.h"
#include "tls/openssl_error.h"
#include "tls/remote_key.h"
#include "tls/tls_site.h"

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/x509.h>

/* From TLS 1.2 only what TLS 1.3 would do as well: a fresh key for each connection, and no CBC. */
#define CIPHERS_1_2 "ECDHE+AESGCM:ECDHE+CHACHA20"

/*
 * The first is as strong as anybody needs, and the quickest, with SHA-256 in the handshake. A client that prefers
 * ChaCha20, having no AES in its processor, gets that.
 */
#define CIPHERS_1_3 "TLS_AES_128_GCM_SHA256:TLS_CHACHA20_POLY1305_SHA256:TLS_AES_256_GCM_SHA384"

/*
 * X25519 is the cheapest key exchange by far; the certificate's P-256 is there for clients without it. Others cost up
 * to thirteen times as much, and every client has one of these two.
 */
static bool set_rules(SSL_CTX *context)
{
    SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_CIPHER_SERVER_PREFERENCE |
                                     SSL_OP_PRIORITIZE_CHACHA);
    SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS);
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
    return SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION) == 1 &&
           SSL_CTX_set_cipher_list(context, CIPHERS_1_2) == 1 && SSL_CTX_set_ciphersuites(context, CIPHERS_1_3) == 1 &&
           SSL_CTX_set1_groups_list(context, "X25519:P-256") == 1;
}

/* A session of one host is not valid for another. */
static bool set_session_id(SSL_CTX *context, str name)
{
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned n = 0;
    return EVP_Digest(name.p, name.n, digest, &n, EVP_sha256(), NULL) == 1 &&
           SSL_CTX_set_session_id_context(context, digest, n) == 1;
}

static X509 *certificate_of(str der)
{
    const unsigned char *bytes = (const unsigned char *)der.p;
    return d2i_X509(NULL, &bytes, (long)der.n);
}

static bool add_issuers(SSL_CTX *context, const struct certificate_chain *chain)
{
    bool added = true;
    for (size_t i = 1; i < chain->count && added; i++) {
        X509 *x509 = certificate_of(chain->items[i]);
        added = x509 && SSL_CTX_add1_chain_cert(context, x509) == 1;
        X509_free(x509);
    }
    return added;
}

/* Sets the certificate, and in place of its key one that asks the holder for signatures. */
static bool use_certificate(SSL_CTX *context, const struct tls_host *host, size_t index)
{
    X509 *x509 = host->chain.count ? certificate_of(host->chain.items[0]) : NULL;
    EVP_PKEY *key = x509 ? remote_key_create(X509_get0_pubkey(x509), index) : NULL;
    bool used = key && SSL_CTX_use_certificate(context, x509) == 1 && SSL_CTX_use_PrivateKey(context, key) == 1 &&
                add_issuers(context, &host->chain);
    EVP_PKEY_free(key);
    X509_free(x509);
    return used;
}

static bool init_site(struct tls_context *c, struct tls_site *site, const struct tls_host *host, struct diag *diag)
{
    str *aliases = ARENA_ARRAY(c->arena, str, host->alias_count);
    for (size_t i = 0; i < host->alias_count; i++)
        aliases[i] = arena_str(c->arena, host->aliases[i]);
    *site = (struct tls_site){.name = arena_str(c->arena, host->name),
                              .aliases = aliases,
                              .alias_count = host->alias_count,
                              .any_name = host->any_name,
                              .ask_certificate = host->ask_certificate,
                              .context = SSL_CTX_new(TLS_server_method())};
    if (!site->context || !set_rules(site->context) || !set_session_id(site->context, site->name)) {
        diag_add(diag, SEVERITY_ERROR, STR(""), 0, "TLS cannot be set up: %s", openssl_reason());
        return false;
    }
    client_certificate_accept(site->context);
    ticket_install(site->context, &site->tickets);
    site->is_served = host->chain.count > 0;
    if (!site->is_served || use_certificate(site->context, host, (size_t)(site - c->sites)))
        return true;
    diag_add(diag, SEVERITY_ERROR, STR(""), 0, "the certificate of %.*s cannot be used: %s", STR_ARG(host->name),
             openssl_reason());
    return false;
}

struct tls_context *tls_context_create(const struct tls_options *options, struct diag *diag)
{
    struct arena *arena = arena_create();
    struct tls_context *c = ARENA_NEW(arena, struct tls_context);
    c->arena = arena;
    c->sites = ARENA_ARRAY(arena, struct tls_site, options->host_count);
    c->fallback = &c->sites[options->fallback];
    c->has_addresses = options->has_addresses;
    bool done = remote_key_prepare();
    for (size_t i = 0; i < options->host_count && done; i++, c->count = i) {
        done = init_site(c, &c->sites[i], &options->hosts[i], diag);
        c->any = c->sites[i].any_name ? &c->sites[i] : c->any;
    }
    if (!done) {
        c->count = options->host_count;
        tls_context_destroy(c);
        return NULL;
    }
    SSL_CTX_set_client_hello_cb(c->fallback->context, client_hello, c);
    return c;
}

void tls_context_destroy(struct tls_context *c)
{
    if (!c)
        return;
    for (size_t i = 0; i < c->count; i++)
        SSL_CTX_free(c->sites[i].context);
    OPENSSL_cleanse(c->sites, c->count * sizeof *c->sites);
    arena_destroy(c->arena);
}

bool tls_context_has_addresses(const struct tls_context *c)
{
    return c->has_addresses;
}

void tls_context_set_tickets(struct tls_context *c, const struct ticket_keys *keys)
{
    for (size_t i = 0; i < c->count; i++)
        if (!c->sites[i].ask_certificate)
            ticket_derive(&c->sites[i].tickets, keys, c->sites[i].name);
}
