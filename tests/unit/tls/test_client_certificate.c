#include "tls/meeting.h"

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

/* The signatures of a hollow key are wrong, for which there is another alert than for a wrong kind of key. */
static void an_exponent_of_64_bits_is_checked_and_so_is_the_signature(void **state)
{
    const struct world *w = *state;
    assert_refused(w, "exponent of 64 bits", SSL_AD_DECRYPT_ERROR, visitor_with(key_rsa_hollow(2048, 64, true)));
    assert_refused(w, "exponent 3", SSL_AD_DECRYPT_ERROR, visitor_with(key_rsa_hollow(4096, BITS_OF_3, true)));
}

/* Kinds that not every client itself would send. */
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

static void one_of_another_time_is_let_in_and_called_expired(void **state)
{
    const struct world *w = *state;
    struct visitor late[] = {visitor_at(EVP_EC_gen("P-256"), -2 * HOUR, -HOUR),
                             visitor_at(EVP_EC_gen("P-256"), HOUR, 2 * HOUR)};
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

/* "20240230" and the like: no date. */
static struct visitor visitor_without_end(EVP_PKEY *key)
{
    struct visitor v = visitor_at(key, -HOUR, HOUR);
    X509 *x509 = sk_X509_value(v.chain, 0);
    ASN1_STRING_set(X509_getm_notAfter(x509), "20240230", -1);
    X509_sign(x509, key, EVP_sha256());
    return v;
}

/* OpenSSL 3.5 cannot even read it; those before it let us judge. */
static void one_whose_end_is_no_date_is_never_called_good(void **state)
{
    const struct world *w = *state;
    struct visitor visitor = visitor_without_end(EVP_EC_gen("P-256"));
    for (size_t i = 0; i < 2; i++) {
        struct meeting m = meet(w->context, versions[i], &visitor);
        if (m.state == TLS_OPEN)
            assert_true(m.expired);
        else
            assert_int_equal(m.alert, SSL_AD_DECODE_ERROR);
    }
    visitor_finish(&visitor);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_kind_of_key_that_is_quick_to_check_is_known),
        cmocka_unit_test(a_key_that_is_dear_or_weak_is_refused_with_the_alert_for_it),
        cmocka_unit_test(an_exponent_of_64_bits_is_checked_and_so_is_the_signature),
        cmocka_unit_test(other_kinds_of_keys_are_nobody),
        cmocka_unit_test(who_has_no_certificate_is_welcome),
        cmocka_unit_test(only_who_has_the_key_is_who_the_certificate_says),
        cmocka_unit_test(one_of_another_time_is_let_in_and_called_expired),
        cmocka_unit_test(one_whose_end_is_no_date_is_never_called_good),
    };
    return cmocka_run_group_tests_name("tls/client_certificate", tests, set_up, tear_down);
}
