#ifndef TEST_TLS_MEETING_H
#define TEST_TLS_MEETING_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "folder.h"
#include "tls/client.h"
#include "tls/visitor.h"

#include <openssl/err.h>
#include <string.h>

/* Handshakes of visitors with a server that asks for their certificates. */

enum { ROOM = 1 << 20, PIECE = 16 << 10, HOUR = 3600, DIGITS = 64, BITS_OF_3 = 2, BITS_OF_65537 = 17 };

struct world {
    struct folder folder;
    struct arena *arena;
    struct keys keys;
    struct tls_context *context;
};

static struct tls_signer signer;

static inline int set_up(void **state)
{
    static struct world w;
    *state = &w;
    if (folder_make(&w.folder, NULL, 0) != 0 || !tls_prepare(SIGNINGS_MAX))
        return -1;
    w.arena = arena_create();
    w.context = server_context_asking(true, &w.keys, str_of(w.folder.path), w.arena);
    signer = keys_signer(&w.keys);
    return w.context ? 0 : -1;
}

static inline int tear_down(void **state)
{
    struct world *w = *state;
    static const char *const made[] = {"a.example.crt", "a.example.key", "b.example.crt", "b.example.key"};
    tls_context_destroy(w->context);
    key_store_destroy(w->keys.store);
    tls_release();
    arena_destroy(w->arena);
    for (size_t i = 0; i < sizeof made / sizeof *made; i++)
        unlinkat(w->folder.fd, made[i], 0);
    folder_remove(&w->folder);
    return 0;
}

/* The outcome of one visit, as both sides saw it. */
struct meeting {
    enum tls_state state;
    int alert; /* that the client was told; -1: none */
    char fingerprint[DIGITS + 1];
    bool expired;
};

static inline void give_to_server(struct client *client, struct tls *tls, struct meeting *m)
{
    struct buf wire, out, plain;
    buf_init(&wire, ROOM);
    buf_init(&out, ROOM);
    buf_init(&plain, ROOM);
    client_take(client, &wire);
    for (str rest = buf_str(&wire); rest.n; rest = str_from(rest, PIECE))
        m->state = tls_feed(tls, str_first(rest, PIECE), &plain, &out);
    client_give(client, buf_str(&out));
    buf_finish(&wire);
    buf_finish(&out);
    buf_finish(&plain);
}

/* The alert in OpenSSL's queue of errors, which is empty afterwards. */
static inline int alert_told(void)
{
    int alert = -1;
    for (unsigned long error; (error = ERR_get_error());)
        if (ERR_GET_LIB(error) == ERR_LIB_SSL && ERR_GET_REASON(error) >= SSL_AD_REASON_OFFSET &&
            ERR_GET_REASON(error) < SSL_AD_REASON_OFFSET + 256)
            alert = ERR_GET_REASON(error) - SSL_AD_REASON_OFFSET;
    return alert;
}

static inline void show(struct client *client, const struct visitor *v)
{
    SSL_set_security_level(client->ssl, 0); /* a client may be as careless as it likes */
    assert_int_equal(SSL_use_certificate(client->ssl, sk_X509_value(v->chain, 0)), 1);
    assert_int_equal(SSL_use_PrivateKey(client->ssl, v->key), 1);
    for (int i = 1; i < sk_X509_num(v->chain); i++)
        assert_int_equal(SSL_add1_chain_cert(client->ssl, sk_X509_value(v->chain, i)), 1);
}

/* The client asks for something as soon as it may, and hears what the server says to that. */
static inline struct meeting meet(struct tls_context *context, int version, const struct visitor *v)
{
    struct meeting m = {.alert = -1};
    struct client client;
    char byte;
    struct tls *tls = tls_create(context, &signer, NULL);
    client_init(&client, version, "b.example", NULL);
    if (v)
        show(&client, v);
    ERR_clear_error();
    for (int flight = 0; flight < 4 && m.state == TLS_HANDSHAKE; flight++) {
        if (SSL_do_handshake(client.ssl) == 1)
            SSL_write(client.ssl, "hello", 5);
        give_to_server(&client, tls, &m);
    }
    SSL_read(client.ssl, &byte, 1);
    m.alert = alert_told();
    str fingerprint = m.state == TLS_FAILED ? STR("") : tls_peer_fingerprint(tls);
    memcpy(m.fingerprint, fingerprint.n ? fingerprint.p : "", fingerprint.n);
    m.expired = tls_peer_expired(tls);
    tls_destroy(tls);
    client_finish(&client);
    return m;
}

static inline void print_fingerprint(const X509 *x509, char text[DIGITS + 1])
{
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned n = 0;
    X509_digest(x509, EVP_sha256(), digest, &n);
    for (unsigned i = 0; i < n; i++)
        snprintf(text + 2 * (size_t)i, 3, "%02x", digest[i]);
}

static const int versions[] = {TLS1_2_VERSION, TLS1_3_VERSION};

/* Takes the visitor. Their first certificate is who they are. */
static inline void assert_known(const struct world *w, const char *who, struct visitor v)
{
    char expected[DIGITS + 1];
    print_fingerprint(sk_X509_value(v.chain, 0), expected);
    for (size_t i = 0; i < 2; i++) {
        struct meeting m = meet(w->context, versions[i], &v);
        if (m.state != TLS_OPEN || strcmp(m.fingerprint, expected) != 0 || m.alert != -1 || m.expired)
            fail_msg("%s, version %x: state %d, alert %d, %s", who, (unsigned)versions[i], m.state, m.alert,
                     m.fingerprint);
    }
    visitor_finish(&v);
}

/* Takes the visitor. ALERT: what they are told. */
static inline void assert_refused(const struct world *w, const char *who, int alert, struct visitor v)
{
    for (size_t i = 0; i < 2; i++) {
        struct meeting m = meet(w->context, versions[i], &v);
        if (m.state != TLS_FAILED || m.fingerprint[0] || m.alert != alert)
            fail_msg("%s, version %x: state %d, alert %d, %s", who, (unsigned)versions[i], m.state, m.alert,
                     m.fingerprint);
    }
    visitor_finish(&v);
}

#endif
