#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "folder.h"
#include "tls/client.h"

#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <string.h>

enum { ROOM = 1 << 16 };

/* Every kind of key that a certificate of TLS can have. */
static const struct kind {
    const char *name, *algorithm, *parameter, *value;
    bool plain; /* its digest is its own */
} kinds[] = {
    {"P-256", "EC", "group", "P-256", false},   {"P-384", "EC", "group", "P-384", false},
    {"P-521", "EC", "group", "P-521", false},   {"RSA 2048", "RSA", "bits", "2048", false},
    {"RSA 4096", "RSA", "bits", "4096", false}, {"RSA-PSS", "RSA-PSS", "bits", "2048", false},
    {"Ed25519", "ED25519", NULL, NULL, true},   {"Ed448", "ED448", NULL, NULL, true},
};

enum { KINDS = sizeof kinds / sizeof *kinds };

struct world {
    struct arena *arena;
    struct keys keys;
    struct tls_signer signer;
    struct tls_context *context;
};

static EVP_PKEY *make_key(const struct kind *kind)
{
    EVP_PKEY_CTX *making = EVP_PKEY_CTX_new_from_name(NULL, kind->algorithm, NULL);
    EVP_PKEY *key = NULL;
    assert_int_equal(EVP_PKEY_keygen_init(making), 1);
    if (kind->parameter && strcmp(kind->parameter, "bits") == 0) {
        size_t bits = (size_t)atoi(kind->value);
        OSSL_PARAM parameters[] = {OSSL_PARAM_construct_size_t("bits", &bits), OSSL_PARAM_construct_end()};
        assert_int_equal(EVP_PKEY_CTX_set_params(making, parameters), 1);
    } else if (kind->parameter) {
        assert_int_equal(EVP_PKEY_CTX_set_group_name(making, kind->value), 1);
    }
    assert_int_equal(EVP_PKEY_generate(making, &key), 1);
    EVP_PKEY_CTX_free(making);
    return key;
}

static str der_of(EVP_PKEY *key, const struct kind *kind, struct arena *arena)
{
    X509 *x509 = X509_new();
    X509_set_version(x509, X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(x509), 7);
    X509_gmtime_adj(X509_getm_notBefore(x509), -1);
    X509_gmtime_adj(X509_getm_notAfter(x509), 3600);
    X509_NAME_add_entry_by_txt(X509_get_subject_name(x509), "CN", MBSTRING_UTF8, (const unsigned char *)"a.example", -1,
                               -1, 0);
    X509_set_issuer_name(x509, X509_get_subject_name(x509));
    X509_set_pubkey(x509, key);
    assert_true(X509_sign(x509, key, kind->plain ? NULL : EVP_sha256()) > 0);
    unsigned char *der = NULL;
    int n = i2d_X509(x509, &der);
    str out = arena_str(arena, (str){(const char *)der, (size_t)n});
    OPENSSL_free(der);
    X509_free(x509);
    return out;
}

static str pem_of(EVP_PKEY *key, struct arena *arena)
{
    BIO *bio = BIO_new(BIO_s_mem());
    char *p;
    PEM_write_bio_PrivateKey(bio, key, NULL, NULL, 0, NULL, NULL);
    long n = BIO_get_mem_data(bio, &p);
    str out = arena_str(arena, (str){p, (size_t)n});
    BIO_free(bio);
    return out;
}

/* A server whose one host has a key of KIND; nothing of that key is in its context. */
static struct world *begin(const struct kind *kind)
{
    struct arena *arena = arena_create();
    struct world *w = ARENA_NEW(arena, struct world);
    *w = (struct world){.arena = arena, .keys = {.store = key_store_create(1)}};
    w->signer = keys_signer(&w->keys);
    struct diag diag;
    diag_init(&diag);
    EVP_PKEY *key = make_key(kind);
    str der = der_of(key, kind, arena);
    assert_int_equal(key_store_add(w->keys.store, 0, pem_of(key, arena), STR("a.key"), der, &diag), OK);
    EVP_PKEY_free(key);
    const struct tls_host host = {.name = STR("a.example"), .chain = {&der, 1}};
    const struct tls_options options = {.hosts = &host, .host_count = 1};
    w->context = tls_context_create(&options, &diag);
    diag_print(&diag, SEVERITY_NOTE, stderr);
    assert_non_null(w->context);
    diag_finish(&diag);
    return w;
}

static void end(struct world *w)
{
    tls_context_destroy(w->context);
    key_store_destroy(w->keys.store);
    arena_destroy(w->arena);
}

struct visit {
    struct client client;
    struct tls *tls;
    struct buf plain, out;
};

static void visit_begin(struct visit *v, struct world *w, int version)
{
    client_init(&v->client, version, "a.example", NULL);
    v->tls = tls_create(w->context, &w->signer, v);
    buf_init(&v->plain, ROOM);
    buf_init(&v->out, ROOM);
}

static void visit_end(struct visit *v)
{
    tls_destroy(v->tls);
    client_finish(&v->client);
    buf_finish(&v->plain);
    buf_finish(&v->out);
}

/* Gives the client's bytes to the server, and the answer to the client. */
static enum tls_state step(struct visit *v)
{
    struct buf wire;
    buf_init(&wire, ROOM);
    SSL_do_handshake(v->client.ssl);
    client_take(&v->client, &wire);
    enum tls_state state = tls_feed(v->tls, buf_str(&wire), &v->plain, &v->out);
    buf_finish(&wire);
    client_give(&v->client, buf_str(&v->out));
    buf_clear(&v->out);
    return state;
}

static void finish_and_talk(struct visit *v)
{
    for (int i = 0; i < 3 && SSL_do_handshake(v->client.ssl) != 1; i++)
        step(v);
    assert_int_equal(SSL_write(v->client.ssl, "hello", 5), 5);
    assert_int_equal(step(v), TLS_OPEN);
    assert_int_equal(v->plain.n, 5);
}

static const int versions[] = {TLS1_2_VERSION, TLS1_3_VERSION};

static void every_kind_of_key_signs_in_both_versions(void **state)
{
    (void)state;
    for (size_t k = 0; k < KINDS; k++) {
        struct world *w = begin(&kinds[k]);
        for (size_t i = 0; i < 2; i++) {
            struct visit v;
            visit_begin(&v, w, versions[i]);
            finish_and_talk(&v);
            visit_end(&v);
        }
        assert_int_equal(w->keys.count, 2);
        end(w);
    }
}

static void a_handshake_waits_for_its_signature_and_holds_up_no_other(void **state)
{
    (void)state;
    struct world *w = begin(&kinds[0]);
    for (size_t i = 0; i < 2; i++) {
        struct visit slow, quick;
        visit_begin(&slow, w, versions[i]);
        visit_begin(&quick, w, versions[i]);
        w->keys.later = true;
        assert_int_equal(step(&slow), TLS_SIGNING);
        struct tls_signing *waits = w->keys.asked;
        assert_ptr_equal(waits->user, &slow);
        assert_int_equal(tls_feed(slow.tls, STR(""), &slow.plain, &slow.out), TLS_SIGNING);
        assert_int_equal(tls_write(slow.tls, STR("x"), true, true, &slow.out), ERR_IO);
        w->keys.later = false;
        finish_and_talk(&quick);
        keys_answer(&w->keys, waits);
        finish_and_talk(&slow);
        visit_end(&slow);
        visit_end(&quick);
    }
    end(w);
}

static void no_signature_ends_the_handshake_with_an_alert(void **state)
{
    (void)state;
    struct world *w = begin(&kinds[0]);
    for (size_t i = 0; i < 2; i++) {
        struct visit v;
        visit_begin(&v, w, versions[i]);
        w->keys.later = true;
        assert_int_equal(step(&v), TLS_SIGNING);
        w->keys.asked->state = SIGNING_FAILED;
        assert_int_equal(tls_feed(v.tls, STR(""), &v.plain, &v.out), TLS_FAILED);
        assert_int_equal(tls_feed(v.tls, STR(""), &v.plain, &v.out), TLS_FAILED);
        visit_end(&v);
    }
    end(w);
}

static void who_leaves_while_waiting_is_forgotten(void **state)
{
    (void)state;
    struct world *w = begin(&kinds[0]);
    for (size_t i = 0; i < 100; i++) {
        struct visit v;
        visit_begin(&v, w, versions[i % 2]);
        w->keys.later = true;
        assert_int_equal(step(&v), TLS_SIGNING);
        visit_end(&v);
        assert_null(w->keys.asked);
    }
    end(w);
}

static void what_comes_meanwhile_is_held_up_to_a_bound(void **state)
{
    (void)state;
    struct world *w = begin(&kinds[0]);
    struct visit v;
    visit_begin(&v, w, TLS1_3_VERSION);
    w->keys.later = true;
    assert_int_equal(step(&v), TLS_SIGNING);
    char junk[1024] = {0};
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(tls_feed(v.tls, (str){junk, sizeof junk}, &v.plain, &v.out), TLS_SIGNING);
    assert_int_equal(tls_feed(v.tls, (str){junk, sizeof junk}, &v.plain, &v.out), TLS_FAILED);
    visit_end(&v);
    assert_null(w->keys.asked);
    end(w);
}

static void more_than_may_wait_fail_and_the_others_go_on(void **state)
{
    (void)state;
    struct world *w = begin(&kinds[0]);
    struct visit v[SIGNINGS_MAX + 1];
    struct tls_signing *asked[SIGNINGS_MAX];
    w->keys.later = true;
    for (size_t i = 0; i < SIGNINGS_MAX; i++) {
        visit_begin(&v[i], w, TLS1_3_VERSION);
        assert_int_equal(step(&v[i]), TLS_SIGNING);
        asked[i] = w->keys.asked;
    }
    visit_begin(&v[SIGNINGS_MAX], w, TLS1_3_VERSION);
    assert_int_equal(step(&v[SIGNINGS_MAX]), TLS_FAILED);
    visit_end(&v[SIGNINGS_MAX]);
    for (size_t i = 0; i < SIGNINGS_MAX; i++) {
        keys_answer(&w->keys, asked[i]);
        finish_and_talk(&v[i]);
        visit_end(&v[i]);
    }
    end(w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_kind_of_key_signs_in_both_versions),
        cmocka_unit_test(a_handshake_waits_for_its_signature_and_holds_up_no_other),
        cmocka_unit_test(no_signature_ends_the_handshake_with_an_alert),
        cmocka_unit_test(who_leaves_while_waiting_is_forgotten),
        cmocka_unit_test(what_comes_meanwhile_is_held_up_to_a_bound),
        cmocka_unit_test(more_than_may_wait_fail_and_the_others_go_on),
    };
    if (!tls_prepare(SIGNINGS_MAX))
        return 1;
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    tls_release();
    return failed;
}
