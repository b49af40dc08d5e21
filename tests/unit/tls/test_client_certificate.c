#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "folder.h"
#include "tls/client.h"
#include "tls/client_certificate.h"
#include "tls/visitor.h"

#include <openssl/err.h>
#include <string.h>

enum { ROOM = 1 << 20, PIECE = 16 << 10, HOUR = 3600, DIGITS = 64, BITS_OF_3 = 2, BITS_OF_65537 = 17 };

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
    w.context = server_context_asking(true, &w.keys, str_of(w.folder.path), w.arena);
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

/* What came of one visit, as both sides saw it. */
struct meeting {
    enum tls_state state;
    int alert; /* that the client was told; -1: none */
    char fingerprint[DIGITS + 1];
    bool expired;
};

static void give_to_server(struct client *client, struct tls *tls, struct meeting *m)
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
static int alert_told(void)
{
    int alert = -1;
    for (unsigned long error; (error = ERR_get_error());)
        if (ERR_GET_LIB(error) == ERR_LIB_SSL && ERR_GET_REASON(error) >= SSL_AD_REASON_OFFSET &&
            ERR_GET_REASON(error) < SSL_AD_REASON_OFFSET + 256)
            alert = ERR_GET_REASON(error) - SSL_AD_REASON_OFFSET;
    return alert;
}

static void show(struct client *client, const struct visitor *v)
{
    SSL_set_security_level(client->ssl, 0); /* a client may be as careless as it likes */
    assert_int_equal(SSL_use_certificate(client->ssl, sk_X509_value(v->chain, 0)), 1);
    assert_int_equal(SSL_use_PrivateKey(client->ssl, v->key), 1);
    for (int i = 1; i < sk_X509_num(v->chain); i++)
        assert_int_equal(SSL_add1_chain_cert(client->ssl, sk_X509_value(v->chain, i)), 1);
}

/* The client asks for something as soon as it may, and hears what the server says to that. */
static struct meeting meet(struct tls_context *context, int version, const struct visitor *v)
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

static void print_fingerprint(const X509 *x509, char text[DIGITS + 1])
{
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned n = 0;
    X509_digest(x509, EVP_sha256(), digest, &n);
    for (unsigned i = 0; i < n; i++)
        snprintf(text + 2 * (size_t)i, 3, "%02x", digest[i]);
}

static const int versions[] = {TLS1_2_VERSION, TLS1_3_VERSION};

/* Takes the visitor. Their first certificate is who they are. */
static void assert_known(const struct world *w, const char *who, struct visitor v)
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
static void assert_refused(const struct world *w, const char *who, int alert, struct visitor v)
{
    for (size_t i = 0; i < 2; i++) {
        struct meeting m = meet(w->context, versions[i], &v);
        if (m.state != TLS_FAILED || m.fingerprint[0] || m.alert != alert)
            fail_msg("%s, version %x: state %d, alert %d, %s", who, (unsigned)versions[i], m.state, m.alert,
                     m.fingerprint);
    }
    visitor_finish(&v);
}

static void every_kind_of_key_that_is_quick_to_check_is_known(void **state)
{
    const struct world *w = *state;
    assert_known(w, "RSA-2048", visitor_with(EVP_RSA_gen(2048)));
    assert_known(w, "RSA-4096", visitor_with(EVP_RSA_gen(4096)));
    assert_known(w, "RSA-PSS", visitor_with(key_rsa_pss()));
    assert_known(w, "P-256", visitor_with(EVP_EC_gen("P-256")));
    assert_known(w, "P-384", visitor_with(EVP_EC_gen("P-384")));
    assert_known(w, "P-521", visitor_with(EVP_EC_gen("P-521")));
    assert_known(w, "Ed25519", visitor_with(EVP_PKEY_Q_keygen(NULL, NULL, "ED25519")));
    assert_known(w, "Ed448", visitor_with(EVP_PKEY_Q_keygen(NULL, NULL, "ED448")));
}

static void a_key_that_is_dear_or_weak_is_refused_with_the_alert_for_it(void **state)
{
    const struct world *w = *state;
    const int alert = SSL_AD_UNSUPPORTED_CERTIFICATE;
    assert_refused(w, "RSA-1024", alert, visitor_with(EVP_RSA_gen(1024)));
    assert_refused(w, "RSA-2047", alert, visitor_with(key_rsa_hollow(2047, BITS_OF_65537, true)));
    assert_refused(w, "RSA-4097", alert, visitor_with(key_rsa_hollow(4097, BITS_OF_65537, true)));
    assert_refused(w, "RSA-16384", alert, visitor_with(key_rsa_hollow(16384, BITS_OF_65537, true)));
    assert_refused(w, "exponent of 65 bits", alert, visitor_with(key_rsa_hollow(2048, 65, true)));
    assert_refused(w, "exponent of 3071 bits", alert, visitor_with(key_rsa_hollow(3072, 3071, true)));
    assert_refused(w, "exponent 1", alert, visitor_with(key_rsa_hollow(2048, 1, true)));
    assert_refused(w, "even exponent", alert, visitor_with(key_rsa_hollow(2048, BITS_OF_65537, false)));
    assert_refused(w, "P-256 spelled out", alert, visitor_with(key_ec_explicit("P-256")));
    assert_refused(w, "P-521 spelled out", alert, visitor_with(key_ec_explicit("P-521")));
}

/* Signatures by a hollow key are wrong, which is told in another way than that its kind is. */
static void an_exponent_of_64_bits_is_checked_and_so_is_the_signature(void **state)
{
    const struct world *w = *state;
    assert_refused(w, "exponent of 64 bits", SSL_AD_DECRYPT_ERROR, visitor_with(key_rsa_hollow(2048, 64, true)));
    assert_refused(w, "exponent 3", SSL_AD_DECRYPT_ERROR, visitor_with(key_rsa_hollow(4096, BITS_OF_3, true)));
}

/* A kind that clients themselves do not send everywhere. */
static void other_kinds_of_keys_are_nobody(void **state)
{
    const struct world *w = *state;
    struct visitor others[] = {visitor_with(key_dsa()), visitor_with(EVP_EC_gen("secp256k1")),
                               visitor_with(EVP_EC_gen("brainpoolP256r1")), visitor_with(EVP_EC_gen("P-224"))};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        for (size_t j = 0; j < 2; j++) {
            struct meeting m = meet(w->context, versions[j], &others[i]);
            assert_string_equal(m.fingerprint, "");
        }
        visitor_finish(&others[i]);
    }
}

static void who_has_no_certificate_is_welcome(void **state)
{
    const struct world *w = *state;
    for (size_t i = 0; i < 2; i++) {
        struct meeting m = meet(w->context, versions[i], NULL);
        assert_int_equal(m.state, TLS_OPEN);
        assert_string_equal(m.fingerprint, "");
        assert_false(m.expired);
    }
}

/* COUNT certificates, each signed by the next one's key, which is the same. */
static struct visitor visitor_with_chain(EVP_PKEY *key, int count)
{
    struct visitor v = {.key = key, .chain = sk_X509_new_null()};
    for (int i = 0; i < count; i++)
        sk_X509_push(v.chain, certificate_of(key, i, i + 1 < count ? key : NULL, -HOUR, HOUR));
    return v;
}

static void what_stands_behind_the_first_certificate_means_nothing(void **state)
{
    const struct world *w = *state;
    assert_known(w, "a chain", visitor_with_chain(EVP_RSA_gen(3072), CLIENT_CERTIFICATES_AT_MOST));
    struct visitor beside = visitor_with(EVP_EC_gen("P-256"));
    EVP_PKEY *other = EVP_EC_gen("P-256"), *strange = key_ec_explicit("P-256");
    sk_X509_push(beside.chain, certificate_of(other, 0, NULL, -HOUR, HOUR));
    sk_X509_push(beside.chain, certificate_of(strange, 0, NULL, -HOUR, HOUR));
    assert_known(w, "others' certificates behind it", beside);
    EVP_PKEY_free(other);
    EVP_PKEY_free(strange);
}

static void more_certificates_than_a_chain_has_are_not_even_decoded(void **state)
{
    const struct world *w = *state;
    const int count = CLIENT_CERTIFICATES_AT_MOST + 1;
    assert_refused(w, "five", SSL_AD_DECODE_ERROR, visitor_with_chain(EVP_EC_gen("P-256"), count));
    struct visitor odd = visitor_with(EVP_EC_gen("P-256"));
    EVP_PKEY *strange = key_ec_explicit("P-521");
    while (sk_X509_num(odd.chain) < count)
        sk_X509_push(odd.chain, certificate_of(strange, 0, NULL, -HOUR, HOUR));
    EVP_PKEY_free(strange);
    assert_refused(w, "odd curves", SSL_AD_DECODE_ERROR, odd);
}

/* Cut anywhere: it is OpenSSL that says what is wrong with it. */
static void a_message_of_certificates_that_is_cut_is_none_that_is_long(void **state)
{
    (void)state;
    char of_1_2[128] = {0}, of_1_3[128] = {0};
    size_t n = 7, m = 8;
    for (size_t i = 0; i <= CLIENT_CERTIFICATES_AT_MOST; i++) {
        of_1_2[n + 2] = of_1_3[m + 2] = 4;
        n += 7;
        m += 9;
    }
    assert_true(client_certificate_is_long((str){of_1_2, n}, false));
    assert_true(client_certificate_is_long((str){of_1_3, m}, true));
    for (size_t i = 0; i < n; i++)
        assert_false(client_certificate_is_long((str){of_1_2, i}, false));
    for (size_t i = 0; i < m; i++)
        assert_false(client_certificate_is_long((str){of_1_3, i}, true));
    assert_false(client_certificate_is_long((str){of_1_2, n - 7}, false));
}

static void more_than_16_kib_of_certificates_are_not_read(void **state)
{
    const struct world *w = *state;
    const int alert = SSL_AD_ILLEGAL_PARAMETER;
    assert_refused(w, "70 x RSA-3072", alert, visitor_with_chain(EVP_RSA_gen(3072), 70));
    assert_refused(w, "70 huge exponents", alert, visitor_with_chain(key_rsa_hollow(3072, 3071, true), 70));
    EVP_PKEY *key = EVP_EC_gen("P-256");
    struct visitor v = {.key = key, .chain = sk_X509_new_null()};
    X509 *large = certificate_of(key, 0, NULL, -HOUR, HOUR);
    static char comment[92 << 10];
    memset(comment, 'x', sizeof comment - 1);
    X509_EXTENSION *extension = X509V3_EXT_conf_nid(NULL, NULL, NID_netscape_comment, comment);
    X509_add_ext(large, extension, -1);
    X509_EXTENSION_free(extension);
    X509_sign(large, key, EVP_sha256());
    sk_X509_push(v.chain, large);
    assert_refused(w, "92 KiB", alert, v);
}

static void only_who_has_the_key_is_who_the_certificate_says(void **state)
{
    const struct world *w = *state;
    EVP_PKEY *theirs = EVP_EC_gen("P-256"), *ours = EVP_EC_gen("P-256");
    assert_refused(w, "a thief", SSL_AD_DECRYPT_ERROR, visitor_with(key_ec_stolen(theirs, ours)));
    EVP_PKEY_free(theirs);
    EVP_PKEY_free(ours);
}

static struct visitor visitor_at(EVP_PKEY *key, long from, long to)
{
    struct visitor v = {.key = key, .chain = sk_X509_new_null()};
    sk_X509_push(v.chain, certificate_of(key, 0, NULL, from, to));
    return v;
}

/* "20240230" and the like: no date. */
static struct visitor visitor_without_end(EVP_PKEY *key)
{
    struct visitor v = visitor_at(key, -HOUR, HOUR);
    X509 *x509 = sk_X509_value(v.chain, 0);
    ASN1_STRING_set(X509_getm_notAfter(x509), "20240230", -1);
    X509_sign(x509, key, EVP_sha256());
    return v;
}

static void one_of_another_time_is_let_in_and_called_expired(void **state)
{
    const struct world *w = *state;
    struct visitor late[] = {visitor_at(EVP_EC_gen("P-256"), -2 * HOUR, -HOUR),
                             visitor_at(EVP_EC_gen("P-256"), HOUR, 2 * HOUR), visitor_without_end(EVP_EC_gen("P-256"))};
    for (size_t i = 0; i < sizeof late / sizeof *late; i++) {
        for (size_t j = 0; j < 2; j++) {
            struct meeting m = meet(w->context, versions[j], &late[i]);
            assert_int_equal(m.state, TLS_OPEN);
            assert_true(m.expired);
            assert_int_equal(strlen(m.fingerprint), DIGITS);
        }
        visitor_finish(&late[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_kind_of_key_that_is_quick_to_check_is_known),
        cmocka_unit_test(a_key_that_is_dear_or_weak_is_refused_with_the_alert_for_it),
        cmocka_unit_test(an_exponent_of_64_bits_is_checked_and_so_is_the_signature),
        cmocka_unit_test(other_kinds_of_keys_are_nobody),
        cmocka_unit_test(who_has_no_certificate_is_welcome),
        cmocka_unit_test(what_stands_behind_the_first_certificate_means_nothing),
        cmocka_unit_test(more_certificates_than_a_chain_has_are_not_even_decoded),
        cmocka_unit_test(a_message_of_certificates_that_is_cut_is_none_that_is_long),
        cmocka_unit_test(more_than_16_kib_of_certificates_are_not_read),
        cmocka_unit_test(only_who_has_the_key_is_who_the_certificate_says),
        cmocka_unit_test(one_of_another_time_is_let_in_and_called_expired),
    };
    return cmocka_run_group_tests_name("tls/client_certificate", tests, set_up, tear_down);
}
