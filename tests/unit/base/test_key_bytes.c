#include "base/key_bytes.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#define BODY "MC4CAQAwBQYDK2VwBCIEIKv7gQqOxHgKfDk0nOhWq1jPl2TtZQfJxYQGq0v4w2Fh"
#define PEM(label) "-----BEGIN " label "-----\n" BODY "\n-----END " label "-----\n"
#define CERTIFICATE                                                                                                    \
    "-----BEGIN CERTIFICATE-----\nMIIBdzCCAR2gAwIBAgIUYk0xJvY0m5l3pV0hXQ9e8m2n5X4wCgYIKoZIzj0EAwIw\n-----END "         \
    "CERTIFICATE-----\n"

static void is_key(const char *text)
{
    if (!key_bytes_found(str_of(text)))
        fail_msg("no key was found in:\n%s", text);
}

static void is_none(const char *text)
{
    if (key_bytes_found(str_of(text)))
        fail_msg("a key was found in:\n%s", text);
}

static void test_every_label_of_pem(void **state)
{
    (void)state;
    is_key(PEM("PRIVATE KEY"));
    is_key(PEM("RSA PRIVATE KEY"));
    is_key(PEM("EC PRIVATE KEY"));
    is_key(PEM("DSA PRIVATE KEY"));
    is_key(PEM("ENCRYPTED PRIVATE KEY"));
    is_key(PEM("OPENSSH PRIVATE KEY"));
    is_key(PEM("PGP PRIVATE KEY BLOCK"));
    is_key("---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----\nComment: \"x\"\n" BODY "\n");
}

static void test_whatever_stands_around_a_key(void **state)
{
    (void)state;
    is_key("\xEF\xBB\xBF" PEM("PRIVATE KEY"));
    is_key("Bag Attributes\n    localKeyID: 01 02\nKey Attributes: <No Attributes>\n" PEM("PRIVATE KEY"));
    is_key("Some words before it.\r\n\r\n-----BEGIN RSA PRIVATE KEY-----\r\nProc-Type: 4,ENCRYPTED\r\n\r\n" BODY
           "\r\n");
    is_key(CERTIFICATE CERTIFICATE PEM("EC PRIVATE KEY"));
    is_key("-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n" PEM("EC PRIVATE KEY"));
    is_key("key: |\n    -----BEGIN PRIVATE KEY-----\n    " BODY "\n");
    is_key("{\"private_key\": \"-----BEGIN PRIVATE KEY-----\\n" BODY "\\n-----END PRIVATE KEY-----\\n\"}");
    is_key("-----BEGIN PRIVATE KEY-----\rMII\r");
    is_key("-----BEGIN PRIVATE KEY-----  \n");
    is_key("-----BEGIN PRIVATE KEY-----");
}

static void test_keys_that_are_no_pem(void **state)
{
    (void)state;
    is_key("PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\n");
    is_key("# created\nAGE-SECRET-KEY-1QQQQQQQQQQQQQQQQQQQQQQQQQQQQQQ\n");
    is_key("untrusted comment: minisign encrypted secret key\nRWRTY0Iy\n");
    assert_true(key_bytes_found(STR("openssh-key-v1\0\0\0\0\4none")));
    static const char wide[] =
        "\xFF\xFE-\0-\0-\0-\0-\0B\0E\0G\0I\0N\0 \0P\0R\0I\0V\0A\0T\0E\0 \0K\0E\0Y\0-\0-\0-\0-\0-\0\r\0\n\0M";
    assert_true(key_bytes_found((str){wide, sizeof wide}));
}

static void test_what_only_speaks_of_keys(void **state)
{
    (void)state;
    is_none("");
    is_none("\n");
    is_none(CERTIFICATE);
    is_none(PEM("PUBLIC KEY"));
    is_none(PEM("RSA PUBLIC KEY"));
    is_none(PEM("PGP PUBLIC KEY BLOCK"));
    is_none(PEM("CERTIFICATE REQUEST"));
    is_none("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKv7gQqOxHgKfDk0nOhWq1jPl2TtZQfJxYQGq0v4w2Fh me@home\n");
    is_none("A file that begins with -----BEGIN PRIVATE KEY----- is a secret.\n");
    is_none("if (pem.includes(\"-----BEGIN PRIVATE KEY-----\")) { return parse(pem); }\n");
    is_none("-----BEGIN PRIVATE KEY\n");
    is_none("BEGIN PRIVATE KEY\n" BODY "\n");
    is_none("See PuTTY-User-Key-File-2 for the form.\n");
    is_none("-----END PRIVATE KEY-----\n");
}

/* Binary keys, made by hand and cut off at the end, as the head of a file is. */
static void test_der(void **state)
{
    (void)state;
    static const struct {
        str bytes;
        bool key;
    } cases[] = {
        /* PKCS#8, Ed25519: version 0, algorithm, octets. */
        {STR_INIT("\x30\x2e\x02\x01\x00\x30\x05\x06\x03\x2b\x65\x70\x04\x22\x04\x20"
                  "12345678901234567890123456789012"),
         true},
        /* PKCS#8 version 1 with the public half. */
        {STR_INIT("\x30\x51\x02\x01\x01\x30\x05\x06\x03\x2b\x65\x70\x04\x22\x04\x20"
                  "12345678901234567890123456789012"),
         true},
        /* Under a passphrase: PBES2. */
        {STR_INIT("\x30\x40\x30\x0d\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x05\x0d\x30\x00\x04\x10"
                  "1234567890123456"),
         true},
        /* PKCS#1: version 0 and a large number. */
        {STR_INIT("\x30\x82\x04\xa4\x02\x01\x00\x02\x82\x01\x01\x00"
                  "123456789012345678901234567890"),
         true},
        /* SEC 1. */
        {STR_INIT("\x30\x77\x02\x01\x01\x04\x20"
                  "12345678901234567890123456789012"
                  "\xa0\x0a\x06\x08\x2a\x86"),
         true},
        /* PKCS#12, DER and BER. */
        {STR_INIT("\x30\x82\x09\x31\x02\x01\x03\x30\x82\x08\xf7\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x01\xa0\x82"),
         true},
        {STR_INIT("\x30\x80\x02\x01\x03\x30\x80\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x01\xa0\x80\x24\x80"), true},
        /* A certificate, a public key, an RSA public key, a signed message, a list, a digest. */
        {STR_INIT("\x30\x82\x01\x77\x30\x82\x01\x1d\xa0\x03\x02\x01\x02\x02\x14\x62\x4d\x31\x26\xf6\x34\x9b\x99\x77"),
         false},
        {STR_INIT("\x30\x2a\x30\x05\x06\x03\x2b\x65\x70\x03\x21\x00"
                  "12345678901234567890123456789012"),
         false},
        {STR_INIT("\x30\x82\x01\x0a\x02\x82\x01\x01\x00"
                  "1234567890123456789012345678901234567890"),
         false},
        {STR_INIT("\x30\x82\x01\x0a\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02\xa0\x82\x01\x00\x30"), false},
        {STR_INIT("\x30\x06\x02\x01\x00\x02\x01\x01"), false},
        {STR_INIT("\x30\x31\x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x01\x05\x00\x04\x20"
                  "12345678901234567890"),
         false},
        {STR_INIT("0123456789 is a text"), false},
        {STR_INIT("\x30\x84\xff\xff\xff\xff\x02\x01"), false},
        /* OpenPGP without armour: a secret key, a public one. */
        {STR_INIT("\x94\x58\x04\x65\x00\x00\x00\x16\x09\x2b\x06\x01\x04\x01\xda\x47"), true},
        {STR_INIT("\x98\x33\x04\x65\x00\x00\x00\x16\x09\x2b\x06\x01\x04\x01\xda\x47"), false},
        /* PNG, JPEG, gzip, tar. */
        {STR_INIT("\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), false},
        {STR_INIT("\xff\xd8\xff\xe0\0\x10JFIF\0\x01"), false},
        {STR_INIT("\x1f\x8b\x08\0\0\0\0\0\0\x03"), false},
        {STR_INIT("key.pem\0\0\0\0\0000000644\0\n-----BEGIN PRIVATE KEY-----\n"), false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (key_bytes_found(cases[i].bytes) != cases[i].key)
            fail_msg("case %zu", i);
}

/* A file that is cut anywhere is not read beyond its end. */
static void test_every_prefix(void **state)
{
    (void)state;
    static const str whole[] = {
        STR_INIT("\x30\x82\x04\xa4\x02\x01\x00\x02\x82\x01\x01\x00"
                 "12345678901234567890"),
        STR_INIT("\x30\x80\x02\x01\x03\x30\x80\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x01\xa0\x80"),
        STR_INIT("\xc5\xff\0\0\0\x58\x04\x65\x00\x00\x00\x16\x09\x2b\x06\x01\x04\x01\xda\x47"),
        STR_INIT("\xFF\xFE-\0-\0-\0-\0-\0B\0E\0G\0I\0N\0"), STR_INIT("  -----BEGIN RSA PRIVATE KEY-----\n\\n" BODY)};
    for (size_t i = 0; i < sizeof whole / sizeof *whole; i++)
        for (size_t n = 0; n <= whole[i].n; n++) {
            char *exact = malloc(n ? n : 1);
            assert_non_null(exact);
            memcpy(exact, whole[i].p, n);
            key_bytes_found((str){exact, n});
            key_bytes_need_more((str){exact, n});
            free(exact);
        }
}

static void test_what_is_read_on(void **state)
{
    (void)state;
    assert_true(key_bytes_need_more(STR("Bag Attributes\n")));
    assert_true(key_bytes_need_more(STR("\x30\x82\x01\0\0")));
    assert_true(key_bytes_need_more(STR("\xFF\xFE-\0-\0")));
    assert_false(key_bytes_need_more(STR("\x89PNG\r\n\x1a\n\0\0\0\rIHDR")));
    assert_false(key_bytes_need_more(STR("")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_label_of_pem),
        cmocka_unit_test(test_whatever_stands_around_a_key),
        cmocka_unit_test(test_keys_that_are_no_pem),
        cmocka_unit_test(test_what_only_speaks_of_keys),
        cmocka_unit_test(test_der),
        cmocka_unit_test(test_every_prefix),
        cmocka_unit_test(test_what_is_read_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
