#include "tls/tls_context.h"

#include "base/clock.h"
#include "tls/client_certificate.h"
#include "tls/client_hello.h"
#include "tls/openssl_error.h"
#include "tls/private_file.h"
#include "tls/private_key.h"
#include "tls/tls_context_inside.h"

#include <errno.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/x509.h>
#include <string.h>
#include <unistd.h>

void tls_context_ask(SSL *ssl, const struct tls_site *site)
{
    SSL_set_verify(ssl, site->ask_certificate ? SSL_VERIFY_PEER : SSL_VERIFY_NONE, NULL);
}

/* Of TLS 1.2 only what TLS 1.3 would do as well: a key of its own for each connection, and no CBC. */
#define CIPHERS_1_2 "ECDHE+AESGCM:ECDHE+CHACHA20"

/* As strong as anybody needs, and the quickest, with SHA-256 in the handshake: first. Who prefers ChaCha20, having no
 * AES in its processor, gets that. */
#define CIPHERS_1_3 "TLS_AES_128_GCM_SHA256:TLS_CHACHA20_POLY1305_SHA256:TLS_AES_256_GCM_SHA384"

/* X25519 is the cheapest key exchange by far; the certificate's P-256 is there for who lacks it. */
static bool set_rules(SSL_CTX *context)
{
    SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_CIPHER_SERVER_PREFERENCE |
                                     SSL_OP_PRIORITIZE_CHACHA);
    SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS);
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
    return SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION) == 1 &&
           SSL_CTX_set_cipher_list(context, CIPHERS_1_2) == 1 && SSL_CTX_set_ciphersuites(context, CIPHERS_1_3) == 1 &&
           SSL_CTX_set1_groups_list(context, "X25519:P-256:X448:P-384:P-521") == 1;
}

/* A session of one host is none of another. */
static bool set_session_id(SSL_CTX *context, str name)
{
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned n = 0;
    return EVP_Digest(name.p, name.n, digest, &n, EVP_sha256(), NULL) == 1 &&
           SSL_CTX_set_session_id_context(context, digest, n) == 1;
}

static bool load_files(SSL_CTX *context, const struct tls_host *host, struct arena *arena, struct diag *diag)
{
    const char *certificate = arena_z(arena, host->certificate);
    ERR_clear_error();
    if (access(certificate, R_OK) != 0 && errno == EACCES) {
        diag_add(diag, SEVERITY_ERROR, host->certificate, 0, "cannot be read: %s; %.*s", strerror(EACCES),
                 STR_ARG(private_mend(host->certificate, EACCES, arena)));
        return false;
    }
    if (SSL_CTX_use_certificate_chain_file(context, certificate) != 1) {
        diag_add(diag, SEVERITY_ERROR, host->certificate, 0, "the certificate cannot be used: %s", openssl_reason());
        return false;
    }
    EVP_PKEY *key = private_key_read(host->key, arena, diag);
    bool used = key && private_key_fits(key, host->key, SSL_CTX_get0_certificate(context), host->certificate, diag);
    if (used && SSL_CTX_use_PrivateKey(context, key) != 1) {
        diag_add(diag, SEVERITY_ERROR, host->key, 0, "the key cannot be used: %s", openssl_reason());
        used = false;
    }
    EVP_PKEY_free(key);
    return used;
}

static const struct tls_site *named_site(const struct tls_context *c, str name)
{
    for (size_t i = 0; c && i < c->count; i++)
        if (str_eq_nocase(c->sites[i].name, name))
            return &c->sites[i];
    return NULL;
}

/* What is gone from the disk is still in memory. */
static bool keep_pair(SSL_CTX *context, const struct tls_site *before)
{
    STACK_OF(X509) *chain = NULL;
    X509 *x509 = SSL_CTX_get0_certificate(before->context);
    EVP_PKEY *key = SSL_CTX_get0_privatekey(before->context);
    SSL_CTX_get0_chain_certs(before->context, &chain);
    return SSL_CTX_use_cert_and_key(context, x509, key, chain, 1) == 1;
}

static enum tls_host_state find_pair(struct tls_context *c, SSL_CTX *context, const struct tls_host *host,
                                     const struct tls_context *previous, struct diag *diag)
{
    if (host->certificate.n)
        return load_files(context, host, c->arena, diag) ? TLS_HOST_READ : TLS_HOST_ABSENT;
    const struct tls_site *before = named_site(previous, host->name);
    bool kept = before && before->state != TLS_HOST_ABSENT && keep_pair(context, before);
    return kept ? TLS_HOST_KEPT : TLS_HOST_ABSENT;
}

static bool init_site(struct tls_context *c, struct tls_site *site, const struct tls_host *host,
                      const struct tls_context *previous, struct diag *diag)
{
    str *aliases = ARENA_ARRAY(c->arena, str, host->alias_count);
    for (size_t i = 0; i < host->alias_count; i++)
        aliases[i] = arena_str(c->arena, host->aliases[i]);
    *site = (struct tls_site){.name = arena_str(c->arena, host->name),
                              .aliases = aliases,
                              .alias_count = host->alias_count,
                              .ask_certificate = host->ask_certificate,
                              .context = SSL_CTX_new(TLS_server_method())};
    if (!site->context || !set_rules(site->context) || !set_session_id(site->context, site->name)) {
        diag_add(diag, SEVERITY_ERROR, STR(""), 0, "TLS cannot be set up: %s", openssl_reason());
        return false;
    }
    client_certificate_accept(site->context);
    ticket_install(site->context, &c->secret);
    site->state = find_pair(c, site->context, host, previous, diag);
    return site->state != TLS_HOST_ABSENT || !host->certificate.n;
}

struct tls_context *tls_context_create(const struct tls_options *options, struct diag *diag)
{
    struct arena *arena = arena_create();
    struct tls_context *c = ARENA_NEW(arena, struct tls_context);
    c->arena = arena;
    c->sites = ARENA_ARRAY(arena, struct tls_site, options->host_count);
    c->fallback = &c->sites[options->fallback];
    c->secret.now = options->now ? options->now : clock_now;
    const struct tls_context *previous = options->previous;
    bool done = ticket_secret_read(options->secret_path, options->write_secret, previous ? &previous->secret : NULL,
                                   &c->secret, diag) == OK;
    for (size_t i = 0; i < options->host_count && done; i++, c->count = i)
        done = init_site(c, &c->sites[i], &options->hosts[i], previous, diag);
    if (!done) {
        c->count = options->host_count;
        tls_context_destroy(c);
        return NULL;
    }
    SSL_CTX_set_client_hello_cb(c->fallback->context, client_hello, c);
    return c;
}

enum tls_host_state tls_context_host(const struct tls_context *c, size_t index)
{
    return c->sites[index].state;
}

void tls_context_destroy(struct tls_context *c)
{
    if (!c)
        return;
    for (size_t i = 0; i < c->count; i++)
        SSL_CTX_free(c->sites[i].context);
    OPENSSL_cleanse(&c->secret, sizeof c->secret);
    arena_destroy(c->arena);
}

static bool is_named(const struct tls_site *site, str name)
{
    bool found = str_eq_nocase(site->name, name);
    for (size_t i = 0; i < site->alias_count && !found; i++)
        found = str_eq_nocase(site->aliases[i], name);
    return found;
}

const struct tls_site *tls_context_site(const struct tls_context *c, str sni)
{
    for (size_t i = 0; i < c->count; i++)
        if (is_named(&c->sites[i], sni))
            return &c->sites[i];
    return c->fallback;
}
