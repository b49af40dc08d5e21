/* Messages of a client besides its request, and the end of connections that fail. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "folder.h"
#include "tls/client.h"
#include "tls/tls_messages.h"
#include "tls/visitor.h"

#include <string.h>

enum { ROOM = 1 << 20, HOUR = 3600 };

struct world {
    struct folder folder;
    struct arena *arena;
    struct keys keys;
    struct tls_context *context, *asking;
};

static struct tls_signer signer;

static int set_up(void **state)
{
    static struct world w;
    struct keys others;
    *state = &w;
    if (folder_make(&w.folder, NULL, 0) != 0 || !tls_prepare(SIGNINGS_MAX))
        return -1;
    w.arena = arena_create();
    w.asking = server_context_asking(true, &others, str_of(w.folder.path), w.arena);
    key_store_destroy(others.store);
    w.context = server_context(&w.keys, str_of(w.folder.path), w.arena);
    signer = keys_signer(&w.keys);
    return w.context && w.asking ? 0 : -1;
}

static int tear_down(void **state)
{
    struct world *w = *state;
    static const char *const made[] = {"a.example.crt", "a.example.key", "b.example.crt", "b.example.key"};
    tls_context_destroy(w->context);
    tls_context_destroy(w->asking);
    key_store_destroy(w->keys.store);
    tls_release();
    arena_destroy(w->arena);
    for (size_t i = 0; i < sizeof made / sizeof *made; i++)
        unlinkat(w->folder.fd, made[i], 0);
    folder_remove(&w->folder);
    return 0;
}

/* Both ends of a connection, and what the server heard. */
struct pair {
    struct client client;
    struct tls *tls;
    struct buf heard;
    enum tls_state state;
};

static void pair_begin(struct pair *p, struct tls_context *context, int version, const char *groups)
{
    *p = (struct pair){.tls = tls_create(context, &signer, NULL)};
    buf_init(&p->heard, ROOM);
    client_init(&p->client, version, "a.example", NULL);
    if (groups)
        assert_int_equal(SSL_set1_groups_list(p->client.ssl, groups), 1);
}

static void pair_end(struct pair *p)
{
    tls_destroy(p->tls);
    client_finish(&p->client);
    buf_finish(&p->heard);
}

static void pair_feed(struct pair *p, str wire)
{
    struct buf out;
    buf_init(&out, ROOM);
    p->state = tls_feed(p->tls, wire, &p->heard, &out);
    client_give(&p->client, buf_str(&out));
    buf_finish(&out);
}

static void pair_go_on(struct pair *p)
{
    struct buf wire;
    buf_init(&wire, ROOM);
    client_take(&p->client, &wire);
    pair_feed(p, buf_str(&wire));
    buf_finish(&wire);
}

static void pair_shake_hands(struct pair *p)
{
    for (int flight = 0; flight < 5 && p->state == TLS_HANDSHAKE; flight++) {
        SSL_do_handshake(p->client.ssl);
        pair_go_on(p);
    }
    SSL_do_handshake(p->client.ssl);
}

static void pair_say(struct pair *p, const char *words)
{
    SSL_write(p->client.ssl, words, (int)strlen(words));
    pair_go_on(p);
}

static const int versions[] = {TLS1_2_VERSION, TLS1_3_VERSION};

/* ---- groups */

static void a_key_exchange_is_one_of_two_that_are_cheap(void **state)
{
    const struct world *w = *state;
    static const struct {
        const char *offered;
        int used;  /* NID; 0: none */
        bool in_2; /* in TLS 1.2 the curve of our certificate must be offered, too */
    } all[] = {{"X25519", NID_X25519, false},
               {"P-256", NID_X9_62_prime256v1, true},
               {"P-384:P-256", NID_X9_62_prime256v1, true},
               {"X448:P-521:X25519", NID_X25519, false},
               {"X448:P-521:X25519:P-256", NID_X25519, true},
               {"P-384", 0, false},
               {"P-521", 0, false},
               {"X448:P-384:P-521", 0, false}};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        for (size_t j = 0; j < 2; j++) {
            struct pair p;
            bool meets = versions[j] == TLS1_2_VERSION ? all[i].in_2 : all[i].used != 0;
            pair_begin(&p, w->context, versions[j], all[i].offered);
            pair_shake_hands(&p);
            assert_int_equal(p.state, meets ? TLS_OPEN : TLS_FAILED);
            assert_int_equal(tls_failure(p.tls), meets ? TLS_FINE : TLS_UNSUPPORTED);
            if (meets)
                assert_int_equal(SSL_get_negotiated_group(p.client.ssl), all[i].used);
            pair_end(&p);
        }
}

/* ---- messages that are no application data */

/* One record. */
static void update_keys(struct pair *p)
{
    assert_int_equal(SSL_key_update(p->client.ssl, SSL_KEY_UPDATE_REQUESTED), 1);
    assert_int_equal(SSL_do_handshake(p->client.ssl), 1);
}

static void new_keys_now_and_then_are_fine(void **state)
{
    const struct world *w = *state;
    struct pair p;
    pair_begin(&p, w->context, TLS1_3_VERSION, NULL);
    pair_shake_hands(&p);
    for (int i = 0; i < TLS_MESSAGES_MAX; i++) {
        update_keys(&p);
        pair_say(&p, "x");
        assert_int_equal(p.state, TLS_OPEN);
    }
    assert_int_equal(p.heard.n, TLS_MESSAGES_MAX);
    pair_end(&p);
}

/* Counts the messages that the server reads by its answers: each of them asks for new keys of the server, too. */
static void a_flood_of_new_keys_ends_the_connection_and_is_not_read_to_its_end(void **state)
{
    const struct world *w = *state;
    enum { FLOOD = 400 };
    struct pair p;
    struct buf wire, out;
    buf_init(&wire, ROOM);
    buf_init(&out, ROOM);
    pair_begin(&p, w->context, TLS1_3_VERSION, NULL);
    pair_shake_hands(&p);
    for (int i = 0; i < FLOOD; i++)
        update_keys(&p);
    SSL_write(p.client.ssl, "hello", 5);
    client_take(&p.client, &wire);
    assert_int_equal(tls_feed(p.tls, buf_str(&wire), &p.heard, &out), TLS_FAILED);
    assert_int_equal(tls_failure(p.tls), TLS_MALFORMED);
    assert_int_equal(p.heard.n, 0);
    assert_true(out.n < wire.n / 10);
    pair_end(&p);
    buf_finish(&wire);
    buf_finish(&out);
}

static void a_flood_that_comes_in_pieces_ends_as_well(void **state)
{
    const struct world *w = *state;
    struct pair p;
    pair_begin(&p, w->context, TLS1_3_VERSION, NULL);
    pair_shake_hands(&p);
    int sent = 0;
    for (; sent < 100 && p.state == TLS_OPEN; sent++) {
        update_keys(&p);
        pair_go_on(&p);
    }
    assert_int_equal(p.state, TLS_FAILED);
    assert_int_equal(sent, TLS_MESSAGES_MAX + 1);
    pair_end(&p);
}

/* ---- why a handshake failed */

static enum tls_failure failure_of(struct tls_context *context, str wire)
{
    struct pair p;
    pair_begin(&p, context, TLS1_3_VERSION, NULL);
    pair_feed(&p, wire);
    enum tls_failure failure = p.state == TLS_FAILED ? tls_failure(p.tls) : TLS_FINE;
    pair_end(&p);
    return failure;
}

static void a_failure_has_its_reason(void **state)
{
    const struct world *w = *state;
    assert_int_equal(failure_of(w->context, STR("gemini://a.example/\r\n")), TLS_NOT_TLS);
    assert_int_equal(failure_of(w->context, STR("\x16\x03\x01\x00\x05\x01\x00\x00\x01\x00")), TLS_MALFORMED);
    struct pair p;
    pair_begin(&p, w->context, TLS1_3_VERSION, NULL);
    SSL_do_handshake(p.client.ssl);
    pair_go_on(&p);
    pair_feed(&p, STR("\x15\x03\x03\x00\x02\x02\x30")); /* unknown_ca */
    assert_int_equal(p.state, TLS_FAILED);
    pair_end(&p);
    pair_begin(&p, w->context, TLS1_2_VERSION, NULL);
    SSL_do_handshake(p.client.ssl);
    pair_go_on(&p);
    pair_feed(&p, STR("\x15\x03\x03\x00\x02\x02\x30"));
    assert_int_equal(tls_failure(p.tls), TLS_REFUSED);
    pair_end(&p);
}

static void a_certificate_of_the_wrong_kind_is_a_reason(void **state)
{
    const struct world *w = *state;
    for (size_t j = 0; j < 2; j++) {
        struct visitor v = visitor_with(EVP_RSA_gen(1024));
        struct pair p;
        pair_begin(&p, w->asking, versions[j], NULL);
        SSL_set_security_level(p.client.ssl, 0);
        SSL_use_certificate(p.client.ssl, sk_X509_value(v.chain, 0));
        SSL_use_PrivateKey(p.client.ssl, v.key);
        pair_shake_hands(&p);
        assert_int_equal(p.state, TLS_FAILED);
        assert_int_equal(tls_failure(p.tls), TLS_CERTIFICATE);
        pair_end(&p);
        visitor_finish(&v);
    }
}

static void refuse(void *context, struct tls_signing *signing)
{
    (void)context;
    signing->state = SIGNING_FAILED;
}

static void a_signature_that_nobody_makes_is_a_reason(void **state)
{
    const struct world *w = *state;
    const struct tls_signer honest = signer;
    signer.ask = refuse;
    struct pair p;
    pair_begin(&p, w->context, TLS1_3_VERSION, NULL);
    pair_shake_hands(&p);
    signer = honest;
    assert_int_equal(p.state, TLS_FAILED);
    assert_int_equal(tls_failure(p.tls), TLS_UNSIGNED);
    pair_end(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_key_exchange_is_one_of_two_that_are_cheap),
        cmocka_unit_test(new_keys_now_and_then_are_fine),
        cmocka_unit_test(a_flood_of_new_keys_ends_the_connection_and_is_not_read_to_its_end),
        cmocka_unit_test(a_flood_that_comes_in_pieces_ends_as_well),
        cmocka_unit_test(a_failure_has_its_reason),
        cmocka_unit_test(a_certificate_of_the_wrong_kind_is_a_reason),
        cmocka_unit_test(a_signature_that_nobody_makes_is_a_reason),
    };
    return cmocka_run_group_tests_name("tls/messages", tests, set_up, tear_down);
}
