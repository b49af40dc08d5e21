#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "server/network.h"

#include <netinet/in.h>
#include <string.h>

static void addresses_of_both_families_are_read(void **state)
{
    (void)state;
    struct network_address a;
    assert_true(network_address_parse(STR("127.0.0.1"), 7070, &a));
    assert_int_equal(a.storage.ss_family, AF_INET);
    assert_int_equal(a.size, sizeof(struct sockaddr_in));
    assert_true(network_address_parse(STR("::"), 1965, &a));
    assert_int_equal(a.storage.ss_family, AF_INET6);
    assert_true(network_address_parse(STR("[::1]"), 1965, &a));
    struct sockaddr_in6 v6;
    memcpy(&v6, &a.storage, sizeof v6);
    assert_int_equal(ntohs(v6.sin6_port), 1965);
    assert_true(network_is_address(STR("fe80::1%lo")));
}

static void what_is_no_address_is_refused(void **state)
{
    (void)state;
    char endless[500];
    memset(endless, '1', sizeof endless);
    assert_false(network_is_address(STR("")));
    assert_false(network_is_address(STR("localhost")));
    assert_false(network_is_address(STR("1.2.3")));
    assert_false(network_is_address(STR("1.2.3.4:80")));
    assert_false(network_is_address(STR("::1%no-such-interface-here")));
    assert_false(network_is_address(STR("1.2.3.4\0")));
    assert_false(network_is_address((str){endless, sizeof endless}));
}

static void networks_are_addresses_with_a_length(void **state)
{
    (void)state;
    assert_true(network_is_range(STR("10.0.0.0/8")));
    assert_true(network_is_range(STR("10.1.2.3")));
    assert_true(network_is_range(STR("::1")));
    assert_true(network_is_range(STR("2001:db8::/128")));
    assert_false(network_is_range(STR("10.0.0.0/33")));
    assert_false(network_is_range(STR("::1/129")));
    assert_false(network_is_range(STR("10.0.0.0/")));
    assert_false(network_is_range(STR("10.0.0.0/-1")));
    assert_false(network_is_range(STR("everyone")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(addresses_of_both_families_are_read),
        cmocka_unit_test(what_is_no_address_is_refused),
        cmocka_unit_test(networks_are_addresses_with_a_length),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
