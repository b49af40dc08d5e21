#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "net/limits.h"

#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>

enum { WORKERS = 4, SECOND = 1000000 };

static struct address address(const char *text)
{
    struct address a;
    assert_true(address_parse(str_of(text), &a));
    return a;
}

static struct net_shared *make_shared(void)
{
    void *memory = calloc(1, net_shared_size(WORKERS));
    assert_non_null(memory);
    net_shared_init(memory, WORKERS);
    return memory;
}

static struct limits make_limits(struct net_shared *shared, size_t slot, struct net_limits bounds)
{
    const struct net_options options = {.shared = shared, .slot = slot, .limits = bounds};
    struct limits l;
    limits_init(&l, &options);
    return l;
}

static bool enters(struct limits *l, const char *text, struct limits_hold *hold)
{
    struct address a = address(text);
    return limits_enter(l, &a, hold);
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

static void a_peer_has_so_many_connections_whichever_worker_they_reach(void **state)
{
    (void)state;
    struct net_shared *shared = make_shared();
    const struct net_limits bounds = {.connections = 100, .per_address = 3};
    struct limits one = make_limits(shared, 0, bounds), two = make_limits(shared, 2, bounds);
    struct limits_hold holds[4], other;
    assert_true(enters(&one, "192.0.2.1", &holds[0]));
    assert_true(enters(&two, "192.0.2.1", &holds[1]));
    assert_true(enters(&one, "192.0.2.1", &holds[2]));
    assert_false(enters(&two, "192.0.2.1", &holds[3]));
    limits_leave(&two, &holds[3]);
    assert_true(enters(&two, "192.0.2.2", &other));
    assert_int_equal(limits_connections(&one), 4);
    limits_leave(&one, &holds[0]);
    limits_leave(&one, &holds[0]);
    assert_int_equal(limits_connections(&two), 3);
    assert_true(enters(&two, "192.0.2.1", &holds[3]));
    limits_finish(&one);
    limits_finish(&two);
    free(shared);
}

static void what_a_dead_worker_held_is_free_again(void **state)
{
    (void)state;
    struct net_shared *shared = make_shared();
    const struct net_limits bounds = {.connections = 100, .per_address = 2};
    struct limits dead = make_limits(shared, 1, bounds), alive = make_limits(shared, 3, bounds);
    struct limits_hold a, b, c;
    assert_true(enters(&dead, "2001:db8::1", &a));
    assert_true(enters(&alive, "2001:db8::2", &b));
    assert_false(enters(&alive, "2001:db8::3", &c));
    net_shared_forget(shared, 1);
    assert_int_equal(limits_connections(&alive), 1);
    assert_true(enters(&alive, "2001:db8::3", &c));
    assert_false(enters(&alive, "2001:db8::4", &a));
    limits_finish(&dead);
    limits_finish(&alive);
    free(shared);
}

static void all_connections_together_are_limited_also_for_the_exempt(void **state)
{
    (void)state;
    struct net_shared *shared = make_shared();
    const str exempt[] = {STR_INIT("nonsense"), STR_INIT("198.51.100.0/24")};
    const struct net_limits bounds = {.connections = 3, .per_address = 1, .exempt = exempt, .exempt_count = 2};
    struct limits l = make_limits(shared, 0, bounds);
    struct limits_hold holds[4];
    assert_true(enters(&l, "198.51.100.7", &holds[0]));
    assert_true(enters(&l, "198.51.100.7", &holds[1]));
    assert_true(enters(&l, "198.51.100.7", &holds[2]));
    assert_false(enters(&l, "198.51.100.7", &holds[3]));
    limits_finish(&l);
    free(shared);
}

static void a_proxy_s_connection_counts_among_all_and_for_nobody(void **state)
{
    (void)state;
    struct net_shared *shared = make_shared();
    const str from[] = {STR_INIT("198.51.100.0/24")};
    const struct net_options options = {
        .shared = shared, .limits = {.connections = 3, .per_address = 1}, .proxies = from, .proxy_count = 1};
    struct limits l;
    limits_init(&l, &options);
    struct address proxy = address("198.51.100.7"), client = address("192.0.2.1");
    assert_true(limits_is_proxy(&l, &proxy));
    assert_false(limits_is_proxy(&l, &client));
    struct limits_hold holds[3], other;
    for (size_t i = 0; i < 3; i++)
        assert_true(limits_enter_proxy(&l, &holds[i]));
    assert_false(limits_enter_proxy(&l, &other));
    limits_leave(&l, &holds[0]);
    assert_true(limits_enter(&l, &client, &holds[0]));
    limits_leave(&l, &holds[1]);
    assert_false(limits_enter(&l, &client, &other));
    assert_int_equal(limits_connections(&l), 2);
    limits_finish(&l);
    free(shared);
}

static void a_burst_is_answered_and_then_so_many_a_second(void **state)
{
    (void)state;
    struct net_shared *shared = make_shared();
    const struct net_limits bounds = {.connections = 100, .per_address = 100, .requests_per_second = 2, .burst = 5};
    struct limits one = make_limits(shared, 0, bounds), two = make_limits(shared, 1, bounds);
    struct limits_hold a, b, other;
    enters(&one, "192.0.2.1", &a);
    enters(&two, "192.0.2.1", &b);
    enters(&two, "192.0.2.9", &other);
    int64_t now = 1000 * (int64_t)SECOND;
    for (int i = 0; i < 5; i++)
        assert_int_equal(i % 2 ? limits_ask(&one, &a, now) : limits_ask(&two, &b, now), 0);
    assert_int_equal(limits_ask(&one, &a, now), 1);
    assert_int_equal(limits_ask(&two, &other, now), 0);
    assert_int_equal(limits_ask(&one, &a, now + SECOND / 2), 0);
    assert_int_equal(limits_ask(&one, &a, now + SECOND / 2), 1);
    /* Being refused costs nothing. */
    assert_int_equal(limits_ask(&one, &a, now + SECOND), 0);
    for (int i = 0; i < 5; i++)
        assert_int_equal(limits_ask(&one, &a, now + 60 * (int64_t)SECOND), 0);
    assert_int_equal(limits_ask(&one, &a, now + 60 * (int64_t)SECOND), 1);
    limits_finish(&one);
    limits_finish(&two);
    free(shared);
}

static void without_a_rate_and_for_the_exempt_nothing_waits(void **state)
{
    (void)state;
    struct net_shared *shared = make_shared();
    const str exempt[] = {STR_INIT("::1")};
    struct net_limits bounds = {.connections = 100, .per_address = 100, .exempt = exempt, .exempt_count = 1};
    struct limits free_of_rate = make_limits(shared, 0, bounds);
    bounds.requests_per_second = 1;
    struct limits rated = make_limits(shared, 1, bounds);
    struct limits_hold a, b;
    enters(&free_of_rate, "192.0.2.1", &a);
    enters(&rated, "::1", &b);
    for (int i = 0; i < 1000; i++) {
        assert_int_equal(limits_ask(&free_of_rate, &a, 1), 0);
        assert_int_equal(limits_ask(&rated, &b, 1), 0);
    }
    limits_finish(&free_of_rate);
    limits_finish(&rated);
    free(shared);
}

static void many_peers_are_told_apart(void **state)
{
    (void)state;
    struct net_shared *shared = make_shared();
    const struct net_limits bounds = {.connections = 10000, .per_address = 8};
    struct limits l = make_limits(shared, 0, bounds);
    struct limits_hold hold;
    unsigned refused = 0;
    for (unsigned i = 0; i < 2000; i++) {
        struct address a = {.bytes = {10, (unsigned char)(i >> 16), (unsigned char)(i >> 8), (unsigned char)i}};
        refused += !limits_enter(&l, &a, &hold);
    }
    assert_int_equal(refused, 0);
    limits_finish(&l);
    free(shared);
}

static void requests_of_all_workers_are_counted_and_a_dead_one_takes_none_away(void **state)
{
    (void)state;
    struct net_shared *shared = make_shared();
    table_claim(shared, 1);
    tally_request(table_tally(shared, 0), NET_GEMINI, 20, 100, 99);
    tally_request(table_tally(shared, 1), NET_GEMINI, 51, 1, 101);
    tally_request(table_tally(shared, 1), NET_GOPHER, TALLY_STATUS_FINE, 7, 20000000);
    net_shared_forget(shared, 1);
    tally_request(table_tally(shared, 1), NET_GEMINI, 20, 5, 1);
    const struct tally_sum sum = table_sum(shared);
    assert_int_equal(sum.requests[NET_GEMINI][20], 2);
    assert_int_equal(sum.requests[NET_GEMINI][51], 1);
    assert_int_equal(sum.requests[NET_GOPHER][TALLY_STATUS_FINE], 1);
    assert_int_equal(sum.bytes[NET_GEMINI], 106);
    assert_int_equal(sum.durations[NET_GEMINI][0], 2);
    assert_int_equal(sum.durations[NET_GEMINI][1], 1);
    assert_int_equal(sum.durations[NET_GOPHER][TALLY_BUCKETS], 1);
    assert_int_equal(sum.microseconds[NET_GEMINI], 201);
    free(shared);
}

static void workers_of_a_generation_are_told_from_those_that_leave(void **state)
{
    (void)state;
    struct net_shared *shared = make_shared();
    size_t serving, leaving;
    for (size_t slot = 0; slot < 3; slot++) {
        table_claim(shared, slot);
        table_serve(shared, slot, slot ? 2 : 1);
    }
    table_workers(shared, 2, &serving, &leaving);
    assert_true(serving == 2 && leaving == 1);
    net_shared_forget(shared, 0);
    net_shared_forget(shared, 2);
    table_workers(shared, 2, &serving, &leaving);
    assert_true(serving == 1 && leaving == 0);
    free(shared);
}

static void what_a_limit_refuses_is_counted(void **state)
{
    (void)state;
    struct net_shared *shared = make_shared();
    const struct net_limits bounds = {.connections = 2, .per_address = 1, .requests_per_second = 1, .burst = 1};
    struct limits l = make_limits(shared, 0, bounds);
    struct limits_hold holds[3];
    enters(&l, "192.0.2.1", &holds[0]);
    enters(&l, "192.0.2.1", &holds[1]);
    enters(&l, "192.0.2.2", &holds[1]);
    enters(&l, "192.0.2.3", &holds[2]);
    enters(&l, "192.0.2.4", &holds[2]);
    for (int i = 0; i < 4; i++)
        limits_ask(&l, &holds[0], SECOND);
    const struct tally_sum sum = table_sum(shared);
    assert_int_equal(sum.limits[LIMIT_PER_ADDRESS], 1);
    assert_int_equal(sum.limits[LIMIT_CONNECTIONS], 2);
    assert_int_equal(sum.limits[LIMIT_RATE], 3);
    limits_finish(&l);
    free(shared);
}

static void only_the_first_worker_says_a_thing_until_it_is_another(void **state)
{
    (void)state;
    struct net_shared *shared = make_shared();
    assert_true(table_say(shared, 7, 11));
    assert_false(table_say(shared, 7, 11));
    assert_true(table_say(shared, 7, 12));
    assert_false(table_say(shared, 7, 0));
    assert_true(table_say(shared, 7, 12));
    free(shared);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_mapped_address_is_the_ipv4_address),
        cmocka_unit_test(a_peer_is_an_ipv4_address_or_a_64_of_ipv6),
        cmocka_unit_test(a_range_has_what_shares_its_first_bits),
        cmocka_unit_test(what_is_no_range_is_refused),
        cmocka_unit_test(a_peer_has_so_many_connections_whichever_worker_they_reach),
        cmocka_unit_test(what_a_dead_worker_held_is_free_again),
        cmocka_unit_test(all_connections_together_are_limited_also_for_the_exempt),
        cmocka_unit_test(a_proxy_s_connection_counts_among_all_and_for_nobody),
        cmocka_unit_test(a_burst_is_answered_and_then_so_many_a_second),
        cmocka_unit_test(without_a_rate_and_for_the_exempt_nothing_waits),
        cmocka_unit_test(many_peers_are_told_apart),
        cmocka_unit_test(requests_of_all_workers_are_counted_and_a_dead_one_takes_none_away),
        cmocka_unit_test(workers_of_a_generation_are_told_from_those_that_leave),
        cmocka_unit_test(what_a_limit_refuses_is_counted),
        cmocka_unit_test(only_the_first_worker_says_a_thing_until_it_is_another),
    };
    return cmocka_run_group_tests_name("net/limits", tests, NULL, NULL);
}
