#ifndef TEST_TLS_CLIENT_H
#define TEST_TLS_CLIENT_H

#include "tls/certificate.h"
#include "tls/key_store.h"
#include "tls/private_file.h"
#include "tls/tls.h"

#include <openssl/ssl.h>
#include <stdlib.h>
#include <string.h>

enum { SIGNINGS_MAX = 4 };

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

/* Appends the bytes that the client has to send to WIRE. */
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

/* The keys of server_context, in the process of the test itself. */
struct keys {
    struct key_store *store;
    bool later;                /* answers wait for keys_answer */
    struct tls_signing *asked; /* the last that waits */
    size_t count;              /* of all */
};

static inline void keys_answer(struct keys *k, struct tls_signing *signing)
{
    const struct key_asker asker = {1, 2};
    struct key_request request = {.asker = asker,
                                  .serial = k->count,
                                  .host = (uint32_t)signing->host,
                                  .scheme = signing->scheme,
                                  .length = (uint16_t)signing->message.n};
    struct key_reply reply;
    unsigned char bytes[KEY_REQUEST_BYTES];
    memcpy(request.message, signing->message.p, signing->message.n);
    key_request_write(&request, bytes);
    key_store_answer(k->store, &asker, (str){(const char *)bytes, sizeof bytes}, &reply);
    signing->length = reply.length;
    memcpy(signing->signature, reply.signature, reply.length);
    signing->state = reply.refusal == KEY_SIGNED ? SIGNING_DONE : SIGNING_FAILED;
    k->asked = NULL;
}

static inline void keys_ask(void *context, struct tls_signing *signing)
{
    struct keys *k = context;
    k->count++;
    k->asked = signing;
    if (!k->later)
        keys_answer(k, signing);
}

static inline void keys_forget(void *context, struct tls_signing *signing)
{
    struct keys *k = context;
    if (k->asked == signing)
        k->asked = NULL;
}

static inline struct tls_signer keys_signer(struct keys *k)
{
    return (struct tls_signer){keys_ask, keys_forget, k};
}

/* The host NAME with the certificate and key of DIR, its key in KEYS. */
static inline struct tls_host host_of(struct keys *keys, size_t index, str dir, str name, struct arena *arena,
                                      struct diag *diag)
{
    struct tls_host host = {.name = name};
    str pem, path = certificate_key_path(dir, name, arena);
    certificate_chain_read(certificate_path(dir, name, arena), arena, diag, &host.chain);
    if (private_read(path, 1 << 20, arena, &pem) != OK ||
        key_store_add(keys->store, index, pem, path, host.chain.items[0], diag) != OK)
        abort();
    return host;
}

/* Certificates in the folder DIR, for the hosts a.example and b.example. ASK: clients for theirs. */
static inline struct tls_context *server_context_asking(bool ask, struct keys *keys, str dir, struct arena *arena)
{
    static const char *const names[] = {"a.example", "b.example"};
    struct tls_host hosts[2];
    struct diag diag;
    diag_init(&diag);
    *keys = (struct keys){.store = key_store_create(2)};
    for (size_t i = 0; i < 2; i++) {
        certificate_ensure(dir, str_of(names[i]), NULL, 0, &diag);
        hosts[i] = host_of(keys, i, dir, str_of(names[i]), arena, &diag);
        hosts[i].ask_certificate = ask;
    }
    const struct tls_options options = {.hosts = hosts, .host_count = 2};
    struct tls_context *context = tls_context_create(&options, &diag);
    diag_print(&diag, SEVERITY_WARNING, stderr);
    diag_finish(&diag);
    return context;
}

static inline struct tls_context *server_context(struct keys *keys, str dir, struct arena *arena)
{
    return server_context_asking(false, keys, dir, arena);
}

#endif
