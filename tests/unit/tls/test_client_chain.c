#include "tls/client_certificate.h"
#include "tls/meeting.h"

/* Chains: certificates that come after a visitor's own. */

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

/* Cut anywhere; the error is for OpenSSL to find. */
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_stands_behind_the_first_certificate_means_nothing),
        cmocka_unit_test(more_certificates_than_a_chain_has_are_not_even_decoded),
        cmocka_unit_test(a_message_of_certificates_that_is_cut_is_none_that_is_long),
        cmocka_unit_test(more_than_16_kib_of_certificates_are_not_read),
    };
    return cmocka_run_group_tests_name("tls/client_chain", tests, set_up, tear_down);
}
