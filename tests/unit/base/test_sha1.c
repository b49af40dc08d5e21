#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/sha1.h"

static void check(str message, const char *expected)
{
    unsigned char digest[SHA1_BYTES];
    char hex[2 * SHA1_BYTES + 1];
    sha1(message, digest);
    for (int i = 0; i < SHA1_BYTES; i++)
        snprintf(hex + 2 * i, 3, "%02x", digest[i]);
    assert_string_equal(hex, expected);
}

/* The examples of FIPS 180-4, and lengths around the end of a block. */
static void names_what_others_name(void **state)
{
    (void)state;
    static char as[1000000];
    memset(as, 'a', sizeof as);
    check(STR(""), "da39a3ee5e6b4b0d3255bfef95601890afd80709");
    check(STR("abc"), "a9993e364706816aba3e25717850c26c9cd0d89d");
    check(STR("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"), "84983e441c3bd26ebaae4aa1f95129e5e54670f1");
    check((str){as, 55}, "c1c8bbdc22796e28c0e15163d20899b65621d65a");
    check((str){as, 56}, "c2db330f6083854c99d4b5bfb6e8f29f201be699");
    check((str){as, 64}, "0098ba824b5c16427bd7a1122a5a442a25ec644d");
    check((str){as, sizeof as}, "34aa973cd4c4daa4f61eeb2bdbad27316534016f");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(names_what_others_name)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
