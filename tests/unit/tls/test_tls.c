#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "folder.h"
#include "tls/client.h"
#include "tls/client_certificate.h"

#include <string.h>

enum { ROOM = 1 << 16 };

struct world {
    struct folder folder;
    struct arena *arena;
    struct keys keys;
    struct tls_context *context;
};

static struct tls_signer signer;

static int set_up(void **state)
{
    static struct world w;
    *state = &w;
    if (folder_make(&w.folder, NULL, 0) != 0 || !tls_prepare(SIGNINGS_MAX))
        return -1;
    w.arena = arena_create();
    w.context = server_context(&w.keys, str_of(w.folder.path), w.arena);
    signer = keys_signer(&w.keys);
    return w.context ? 0 : -1;
}

static int tear_down(void **state)
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

/* One visit: the handshake, "hello" to the server, "welcome" back. The engine is fed PIECE bytes at a time. */
struct visit {
    bool resumed;
    bool is_known;        /* by a certificate */
    SSL_SESSION *session; /* one reference */
    char heard[16];       /* by the server */
    char told[16];        /* to the client */
    bool closed;          /* by a close_notify that the client saw */
    enum tls_state state;
};

/* Gives the client's bytes to the server, PIECE at a time, and the answer to the client. */
static enum tls_state exchange(struct client *client, struct tls *tls, size_t piece, struct buf *plain)
{
    struct buf wire, out;
    buf_init(&wire, ROOM);
    buf_init(&out, ROOM);
    client_take(client, &wire);
    enum tls_state state = TLS_HANDSHAKE;
    for (str rest = buf_str(&wire); rest.n; rest = str_from(rest, piece))
        state = tls_feed(tls, str_first(rest, piece), plain, &out);
    client_give(client, buf_str(&out));
    buf_finish(&out);
    buf_finish(&wire);
    return state;
}

static void hear(struct client *client, struct visit *v)
{
    size_t told = 0;
    for (int n; (n = SSL_read(client->ssl, v->told + told, (int)(sizeof v->told - 1 - told))) > 0;)
        told += (size_t)n;
    v->closed = SSL_get_shutdown(client->ssl) & SSL_RECEIVED_SHUTDOWN;
    v->session = SSL_get1_session(client->ssl);
}

static struct visit visit(struct tls_context *context, int version, const char *sni, SSL_SESSION *session, size_t piece)
{
    struct visit v = {0};
    struct client client;
    struct tls *tls = tls_create(context, &signer, NULL);
    struct buf plain, wire;
    buf_init(&plain, sizeof v.heard - 1);
    buf_init(&wire, ROOM);
    client_init(&client, version, sni, session);
    for (int flight = 0; flight < 3 && SSL_do_handshake(client.ssl) != 1; flight++)
        exchange(&client, tls, piece, &plain);
    SSL_write(client.ssl, "hello", 5);
    v.state = exchange(&client, tls, piece, &plain);
    tls_write(tls, STR("wel"), true, false, &wire);
    tls_write(tls, STR("come"), false, true, &wire);
    client_give(&client, buf_str(&wire));
    hear(&client, &v);
    v.resumed = tls_resumed(tls);
    v.is_known = tls_peer_fingerprint(tls).n > 0;
    memcpy(v.heard, plain.n ? plain.p : "", plain.n);
    buf_finish(&wire);
    buf_finish(&plain);
    tls_destroy(tls);
    client_finish(&client);
    return v;
}

static const int versions[] = {TLS1_2_VERSION, TLS1_3_VERSION};

static void records_may_come_in_any_pieces(void **state)
{
    const struct world *w = *state;
    static const size_t pieces[] = {1, 2, 7, 100, ROOM};
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++)
        for (size_t j = 0; j < 2; j++) {
            struct visit v = visit(w->context, versions[j], "a.example", NULL, pieces[i]);
            assert_int_equal(v.state, TLS_OPEN);
            assert_string_equal(v.heard, "hello");
            assert_string_equal(v.told, "welcome");
            assert_true(v.closed);
            SSL_SESSION_free(v.session);
        }
}

static struct ticket_keys keys_of(const char *letters)
{
    struct ticket_keys keys = {.count = strlen(letters)};
    for (size_t i = 0; i < keys.count; i++)
        memset(keys.keys[i], letters[i], TICKET_KEY_BYTES);
    return keys;
}

/* True when a session that began under the keys FIRST is resumed under the keys THEN. */
static bool is_resumed(struct tls_context *context, int version, const char *first, const char *then)
{
    const struct ticket_keys before = keys_of(first), after = keys_of(then);
    tls_context_set_tickets(context, &before);
    struct visit one = visit(context, version, "a.example", NULL, ROOM);
    assert_false(one.resumed);
    tls_context_set_tickets(context, &after);
    struct visit two = visit(context, version, "a.example", one.session, ROOM);
    assert_string_equal(two.heard, "hello");
    SSL_SESSION_free(one.session);
    SSL_SESSION_free(two.session);
    return two.resumed;
}

static void a_ticket_is_good_as_long_as_its_key_is_in_force(void **state)
{
    const struct world *w = *state;
    assert_true(is_resumed(w->context, TLS1_3_VERSION, "a", "a"));
    assert_true(is_resumed(w->context, TLS1_3_VERSION, "a", "ba"));
    assert_true(is_resumed(w->context, TLS1_3_VERSION, "ba", "cb"));
    assert_false(is_resumed(w->context, TLS1_3_VERSION, "ba", "ca"));
    assert_false(is_resumed(w->context, TLS1_3_VERSION, "a", "cb"));
    assert_false(is_resumed(w->context, TLS1_3_VERSION, "a", ""));
    assert_false(is_resumed(w->context, TLS1_3_VERSION, "", "a"));
}

static void nothing_is_resumed_in_1_2(void **state)
{
    const struct world *w = *state;
    assert_false(is_resumed(w->context, TLS1_2_VERSION, "a", "a"));
}

static void contexts_made_apart_share_tickets_of_a_host_and_not_of_another(void **state)
{
    const struct world *w = *state;
    const struct ticket_keys a = keys_of("a");
    struct keys keys;
    struct tls_context *other = server_context(&keys, str_of(w->folder.path), w->arena);
    tls_context_set_tickets(w->context, &a);
    tls_context_set_tickets(other, &a);
    struct visit first = visit(w->context, TLS1_3_VERSION, "b.example", NULL, ROOM);
    struct visit second = visit(other, TLS1_3_VERSION, "b.example", first.session, ROOM);
    struct visit elsewhere = visit(other, TLS1_3_VERSION, "a.example", first.session, ROOM);
    assert_true(second.resumed);
    assert_false(elsewhere.resumed);
    SSL_SESSION_free(first.session);
    SSL_SESSION_free(second.session);
    SSL_SESSION_free(elsewhere.session);
    tls_context_destroy(other);
    key_store_destroy(keys.store);
}

/* A session of a.example whose visitor showed a certificate, sealed by somebody who knows the keys of tickets. */
static SSL_SESSION *forge(const struct ticket_keys *keys)
{
    struct ticket_site site;
    unsigned char id[EVP_MAX_MD_SIZE];
    unsigned n = 0;
    char byte;
    BIO *here, *there;
    EVP_PKEY *key = EVP_EC_gen("P-256");
    X509 *x509 = X509_new();
    SSL_CTX *contexts[] = {SSL_CTX_new(TLS_server_method()), SSL_CTX_new(TLS_client_method())};
    X509_gmtime_adj(X509_getm_notBefore(x509), -1);
    X509_gmtime_adj(X509_getm_notAfter(x509), 3600);
    X509_set_pubkey(x509, key);
    X509_sign(x509, key, EVP_sha256());
    for (size_t i = 0; i < 2; i++) {
        SSL_CTX_use_certificate(contexts[i], x509);
        SSL_CTX_use_PrivateKey(contexts[i], key);
    }
    assert_true(ticket_derive(&site, keys, STR("a.example")));
    ticket_install(contexts[0], &site);
    EVP_Digest("a.example", 9, id, &n, EVP_sha256(), NULL);
    SSL_CTX_set_session_id_context(contexts[0], id, n);
    SSL_CTX_set_ciphersuites(contexts[0], "TLS_AES_128_GCM_SHA256");
    SSL_CTX_set_verify(contexts[0], SSL_VERIFY_PEER, NULL);
    client_certificate_accept(contexts[0]);
    BIO_new_bio_pair(&here, 0, &there, 0);
    SSL *server = SSL_new(contexts[0]), *client = SSL_new(contexts[1]);
    SSL_set_bio(server, here, here);
    SSL_set_bio(client, there, there);
    SSL_set_tlsext_host_name(client, "a.example");
    SSL_set_accept_state(server);
    SSL_set_connect_state(client);
    for (int i = 0; i < 4; i++) {
        SSL_do_handshake(client);
        SSL_do_handshake(server);
    }
    SSL_new_session_ticket(server);
    assert_int_equal(SSL_write(server, "x", 1), 1);
    assert_int_equal(SSL_read(client, &byte, 1), 1);
    SSL_SESSION *session = SSL_get1_session(client);
    SSL_set_shutdown(client, SSL_SENT_SHUTDOWN | SSL_RECEIVED_SHUTDOWN);
    SSL_free(client);
    SSL_free(server);
    SSL_CTX_free(contexts[0]);
    SSL_CTX_free(contexts[1]);
    X509_free(x509);
    EVP_PKEY_free(key);
    return session;
}

static void a_resumed_session_has_no_certificate_whatever_its_ticket_says(void **state)
{
    const struct world *w = *state;
    const struct ticket_keys a = keys_of("a");
    tls_context_set_tickets(w->context, &a);
    SSL_SESSION *session = forge(&a);
    struct visit v = visit(w->context, TLS1_3_VERSION, "a.example", session, ROOM);
    assert_true(v.resumed);
    assert_false(v.is_known);
    SSL_SESSION_free(session);
    SSL_SESSION_free(v.session);
}

static void what_is_no_tls_fails_at_its_first_byte(void **state)
{
    const struct world *w = *state;
    struct buf plain, wire;
    buf_init(&plain, ROOM);
    buf_init(&wire, ROOM);
    for (int first = 0; first < 256; first++) {
        struct tls *tls = tls_create(w->context, &signer, NULL);
        char byte = (char)first;
        enum tls_state expected = first == 22 ? TLS_HANDSHAKE : TLS_FAILED;
        assert_int_equal(tls_feed(tls, (str){&byte, 1}, &plain, &wire), expected);
        assert_int_equal(wire.n, 0);
        tls_destroy(tls);
    }
    assert_int_equal(plain.n, 0);
    buf_finish(&plain);
    buf_finish(&wire);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(records_may_come_in_any_pieces),
        cmocka_unit_test(a_ticket_is_good_as_long_as_its_key_is_in_force),
        cmocka_unit_test(nothing_is_resumed_in_1_2),
        cmocka_unit_test(contexts_made_apart_share_tickets_of_a_host_and_not_of_another),
        cmocka_unit_test(a_resumed_session_has_no_certificate_whatever_its_ticket_says),
        cmocka_unit_test(what_is_no_tls_fails_at_its_first_byte),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
