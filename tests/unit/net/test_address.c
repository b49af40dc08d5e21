#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "net/address.h"

#include <netinet/in.h>
#include <string.h>

static struct address address(const char *text)
{
    struct address a;
    assert_true(address_parse(str_of(text), &a));
    return a;
}

static void a_mapped_address_is_the_ipv4_address(void **state)
{
    (void)state;
    struct address plain = address("192.0.2.1"), mapped = address("::ffff:192.0.2.1");
    assert_memory_equal(&plain, &mapped, sizeof plain);
    assert_false(plain.is_v6);
    struct sockaddr_in6 socket = {.sin6_family = AF_INET6};
    memcpy(&socket.sin6_addr, "\0\0\0\0\0\0\0\0\0\0\xff\xff\xc0\0\2\1", 16);
    struct address arrived;
    assert_true(address_of((const struct sockaddr *)&socket, &arrived));
    assert_int_equal(address_peer(&arrived), address_peer(&plain));
}

static void a_peer_is_an_ipv4_address_or_a_64_of_ipv6(void **state)
{
    (void)state;
    struct address a = address("2001:db8:1:2::1"), b = address("2001:db8:1:2:ffff::9"), c = address("2001:db8:1:3::1");
    struct address d = address("192.0.2.1"), e = address("192.0.2.2"), f = address("::c000:201");
    assert_true(address_peer(&a) == address_peer(&b));
    assert_true(address_peer(&a) != address_peer(&c));
    assert_true(address_peer(&d) != address_peer(&e));
    assert_true(address_peer(&d) != address_peer(&f));
}

static bool has(const char *range, const char *text)
{
    struct address_range r;
    struct address a = address(text);
    assert_true(address_range_parse(str_of(range), &r));
    return address_range_has(&r, &a);
}

static void a_range_has_what_shares_its_first_bits(void **state)
{
    (void)state;
    assert_true(has("192.0.2.0/24", "192.0.2.255"));
    assert_false(has("192.0.2.0/24", "192.0.3.0"));
    assert_true(has("192.0.2.128/25", "::ffff:192.0.2.200"));
    assert_false(has("192.0.2.128/25", "192.0.2.127"));
    assert_true(has("10.0.0.0/7", "11.1.2.3"));
    assert_true(has("0.0.0.0/0", "203.0.113.9"));
    assert_false(has("0.0.0.0/0", "::1"));
    assert_true(has("::1", "::1"));
    assert_false(has("::1", "::2"));
    assert_true(has("2001:db8::/33", "2001:db8:7fff::1"));
    assert_false(has("2001:db8::/33", "2001:db8:8000::1"));
    assert_true(has("::ffff:192.0.2.0/120", "192.0.2.9"));
}

static void what_is_no_range_is_refused(void **state)
{
    (void)state;
    static const char *const bad[] = {"",         "/8",           "192.0.2.0/33", "192.0.2.0/-1", "192.0.2.0/",
                                      "::/129",   "192.0.2.0/8x", "localhost",    "192.0.2",      "::ffff:1.2.3.4/95",
                                      "1.2.3.4 ", "[::1]"};
    struct address_range r;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(address_range_parse(str_of(bad[i]), &r));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_mapped_address_is_the_ipv4_address),
        cmocka_unit_test(a_peer_is_an_ipv4_address_or_a_64_of_ipv6),
        cmocka_unit_test(a_range_has_what_shares_its_first_bits),
        cmocka_unit_test(what_is_no_range_is_refused),
    };
    return cmocka_run_group_tests_name("net/address", tests, NULL, NULL);
}
