#ifndef TEST_TLS_CLIENT_H
#define TEST_TLS_CLIENT_H

#include "tls/certificate.h"
#include "tls/tls.h"

#include <openssl/ssl.h>
#include <stdlib.h>

/* A TLS client in memory, OpenSSL's own, on the other side of the engine. */
struct client {
    SSL_CTX *context;
    SSL *ssl;
    BIO *in, *out;
};

/* VERSION: TLS1_2_VERSION or TLS1_3_VERSION. SNI may be NULL, and so may SESSION. */
static inline void client_init(struct client *c, int version, const char *sni, SSL_SESSION *session)
{
    c->context = SSL_CTX_new(TLS_client_method());
    SSL_CTX_set_min_proto_version(c->context, version);
    SSL_CTX_set_max_proto_version(c->context, version);
    /* A session in the cache of a context would end with it. */
    SSL_CTX_set_session_cache_mode(c->context, SSL_SESS_CACHE_OFF);
    c->ssl = SSL_new(c->context);
    c->in = BIO_new(BIO_s_mem());
    c->out = BIO_new(BIO_s_mem());
    SSL_set_bio(c->ssl, c->in, c->out);
    if (sni)
        SSL_set_tlsext_host_name(c->ssl, sni);
    if (session)
        SSL_set_session(c->ssl, session);
    SSL_set_connect_state(c->ssl);
}

static inline void client_finish(struct client *c)
{
    SSL_set_shutdown(c->ssl, SSL_SENT_SHUTDOWN | SSL_RECEIVED_SHUTDOWN);
    SSL_free(c->ssl);
    SSL_CTX_free(c->context);
}

/* What the client has to send, appended to WIRE. */
static inline void client_take(struct client *c, struct buf *wire)
{
    char piece[4096];
    for (int n; (n = BIO_read(c->out, piece, sizeof piece)) > 0;)
        buf_put(wire, (str){piece, (size_t)n});
}

static inline void client_give(struct client *c, str wire)
{
    if (wire.n)
        BIO_write(c->in, wire.p, (int)wire.n);
}

/* Certificates and the secret of tickets in the folder DIR, for the hosts a.example and b.example. ASK: clients for
 * theirs. */
static inline struct tls_context *server_context_asking(bool ask, str dir, int64_t (*now)(void), struct arena *arena)
{
    static const char *const names[] = {"a.example", "b.example"};
    struct tls_host hosts[2];
    struct diag diag;
    diag_init(&diag);
    for (size_t i = 0; i < 2; i++) {
        str name = str_of(names[i]);
        certificate_ensure(dir, name, NULL, 0, &diag);
        hosts[i] = (struct tls_host){.name = name,
                                     .certificate = certificate_path(dir, name, arena),
                                     .key = certificate_key_path(dir, name, arena),
                                     .ask_certificate = ask};
    }
    const struct tls_options options = {.hosts = hosts,
                                        .host_count = 2,
                                        .secret_path = ARENA_CONCAT(arena, dir, STR("/secret")),
                                        .write_secret = true,
                                        .now = now};
    struct tls_context *context = tls_context_create(&options, &diag);
    diag_print(&diag, SEVERITY_WARNING, stderr);
    diag_finish(&diag);
    return context;
}

static inline struct tls_context *server_context(str dir, int64_t (*now)(void), struct arena *arena)
{
    return server_context_asking(false, dir, now, arena);
}

#endif
