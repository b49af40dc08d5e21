#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "net/limits_case.h"

static void a_peer_has_so_many_connections_whichever_worker_they_reach(void **state)
{
    (void)state;
    struct net_shared *shared = make_shared();
    const struct net_limits bounds = {.connections = 100, .per_address = 3};
    struct limits one = make_limits(shared, 0, bounds), two = make_limits(shared, 2, bounds);
    struct limits_lease holds[4], other;
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
    table_memory_free(shared);
}

static void what_a_dead_worker_held_is_free_again(void **state)
{
    (void)state;
    struct net_shared *shared = make_shared();
    const struct net_limits bounds = {.connections = 100, .per_address = 2};
    struct limits dead = make_limits(shared, 1, bounds), alive = make_limits(shared, 3, bounds);
    struct limits_lease a, b, c;
    assert_true(enters(&dead, "2001:db8::1", &a));
    assert_true(enters(&alive, "2001:db8::2", &b));
    assert_false(enters(&alive, "2001:db8::3", &c));
    table_forget(shared, 1);
    assert_int_equal(limits_connections(&alive), 1);
    assert_true(enters(&alive, "2001:db8::3", &c));
    assert_false(enters(&alive, "2001:db8::4", &a));
    limits_finish(&dead);
    limits_finish(&alive);
    table_memory_free(shared);
}

static void all_connections_together_are_limited_also_for_the_exempt(void **state)
{
    (void)state;
    struct net_shared *shared = make_shared();
    const str exempt[] = {STR_INIT("nonsense"), STR_INIT("198.51.100.0/24")};
    const struct net_limits bounds = {.connections = 3, .per_address = 1, .exempt = exempt, .exempt_count = 2};
    struct limits l = make_limits(shared, 0, bounds);
    struct limits_lease holds[4];
    assert_true(enters(&l, "198.51.100.7", &holds[0]));
    assert_true(enters(&l, "198.51.100.7", &holds[1]));
    assert_true(enters(&l, "198.51.100.7", &holds[2]));
    assert_false(enters(&l, "198.51.100.7", &holds[3]));
    limits_finish(&l);
    table_memory_free(shared);
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
    struct limits_lease holds[3], other;
    for (size_t i = 0; i < 3; i++)
        assert_true(limits_enter_proxy(&l, &holds[i]));
    assert_false(limits_enter_proxy(&l, &other));
    limits_leave(&l, &holds[0]);
    assert_true(limits_enter(&l, &client, &holds[0]));
    limits_leave(&l, &holds[1]);
    assert_false(limits_enter(&l, &client, &other));
    assert_int_equal(limits_connections(&l), 2);
    limits_finish(&l);
    table_memory_free(shared);
}

static void a_burst_is_answered_and_then_so_many_a_second(void **state)
{
    (void)state;
    struct net_shared *shared = make_shared();
    const struct net_limits bounds = {.connections = 100, .per_address = 100, .requests_per_second = 2, .burst = 5};
    struct limits one = make_limits(shared, 0, bounds), two = make_limits(shared, 1, bounds);
    struct limits_lease a, b, other;
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
    table_memory_free(shared);
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
    struct limits_lease a, b;
    enters(&free_of_rate, "192.0.2.1", &a);
    enters(&rated, "::1", &b);
    for (int i = 0; i < 1000; i++) {
        assert_int_equal(limits_ask(&free_of_rate, &a, 1), 0);
        assert_int_equal(limits_ask(&rated, &b, 1), 0);
    }
    limits_finish(&free_of_rate);
    limits_finish(&rated);
    table_memory_free(shared);
}

static void many_peers_are_told_apart(void **state)
{
    (void)state;
    struct net_shared *shared = make_shared();
    const struct net_limits bounds = {.connections = 10000, .per_address = 8};
    struct limits l = make_limits(shared, 0, bounds);
    struct limits_lease lease;
    unsigned refused = 0;
    for (unsigned i = 0; i < 2000; i++) {
        struct address a = {.bytes = {10, (unsigned char)(i >> 16), (unsigned char)(i >> 8), (unsigned char)i}};
        refused += !limits_enter(&l, &a, &lease);
    }
    assert_int_equal(refused, 0);
    limits_finish(&l);
    table_memory_free(shared);
}

static void what_a_limit_refuses_is_counted(void **state)
{
    (void)state;
    struct net_shared *shared = make_shared();
    const struct net_limits bounds = {.connections = 2, .per_address = 1, .requests_per_second = 1, .burst = 1};
    struct limits l = make_limits(shared, 0, bounds);
    struct limits_lease holds[3];
    enters(&l, "192.0.2.1", &holds[0]);
    enters(&l, "192.0.2.1", &holds[1]);
    enters(&l, "192.0.2.2", &holds[1]);
    enters(&l, "192.0.2.3", &holds[2]);
    enters(&l, "192.0.2.4", &holds[2]);
    for (int i = 0; i < 4; i++)
        limits_ask(&l, &holds[0], SECOND);
    const struct metrics_sum sum = table_sum(shared);
    assert_int_equal(sum.limits[LIMIT_PER_ADDRESS], 1);
    assert_int_equal(sum.limits[LIMIT_CONNECTIONS], 2);
    assert_int_equal(sum.limits[LIMIT_RATE], 3);
    limits_finish(&l);
    table_memory_free(shared);
}

static const struct net_limits tight = {.connections = 10000, .per_address = 8, .requests_per_second = 4, .burst = 4};

static void some_handshakes_begin_at_once_and_then_four_for_each_request_that_may_be(void **state)
{
    (void)state;
    struct net_shared *shared = make_shared();
    struct limits one = make_limits(shared, 0, tight), two = make_limits(shared, 1, tight);
    struct limits_lease lease, other;
    enters(&one, "192.0.2.1", &lease);
    enters(&two, "192.0.2.2", &other);
    int64_t now = 1000 * (int64_t)SECOND, step = SECOND / 16;
    for (int i = 0; i < 20; i++)
        assert_int_equal(limits_shake_hands(i % 2 ? &one : &two, &lease, now), 0);
    /* Each waits for its own, in a queue of a second. */
    for (int i = 1; i <= 16; i++)
        assert_int_equal(limits_shake_hands(&one, &lease, now), i * step);
    assert_true(limits_shake_hands(&two, &lease, now) < 0);
    assert_int_equal(limits_shake_hands(&two, &other, now), 0);
    assert_int_equal(limits_shake_hands(&two, &lease, now + 16 * step), step);
    assert_int_equal(limits_shake_hands(&two, &lease, now + 10 * (int64_t)SECOND), 0);
    assert_int_equal(table_sum(shared).limits[LIMIT_HANDSHAKES], 1);
    limits_finish(&one);
    limits_finish(&two);
    table_memory_free(shared);
}

struct giver {
    struct limits *l;
    struct limits_lease *lease;
    bool may;
};

static bool leave_room(void *context)
{
    const struct giver *c = context;
    if (c->may)
        limits_leave(c->l, c->lease);
    return c->may;
}

static void somebody_gives_way_when_all_places_are_taken(void **state)
{
    (void)state;
    struct net_shared *shared = make_shared();
    const struct net_limits bounds = {.connections = 2, .per_address = 8};
    struct limits l = make_limits(shared, 0, bounds);
    struct limits_lease a, b, c;
    struct giver context = {&l, &a, false};
    l.make_room = leave_room;
    l.context = &context;
    assert_true(enters(&l, "192.0.2.1", &a));
    assert_true(enters(&l, "192.0.2.2", &b));
    assert_false(enters(&l, "192.0.2.3", &c));
    context.may = true;
    assert_true(enters(&l, "192.0.2.3", &c));
    assert_false(a.held);
    assert_int_equal(limits_connections(&l), 2);
    assert_int_equal(table_sum(shared).limits[LIMIT_CONNECTIONS], 1);
    limits_finish(&l);
    table_memory_free(shared);
}

/* An address that is over a limit of its own takes nobody's place. */
static void nobody_gives_way_to_who_has_enough(void **state)
{
    (void)state;
    struct net_shared *shared = make_shared();
    const struct net_limits bounds = {.connections = 2, .per_address = 1};
    struct limits l = make_limits(shared, 0, bounds);
    struct limits_lease a, b, c;
    struct giver context = {&l, &a, true};
    l.make_room = leave_room;
    l.context = &context;
    assert_true(enters(&l, "192.0.2.1", &a));
    assert_false(enters(&l, "192.0.2.1", &c));
    assert_true(enters(&l, "192.0.2.2", &b));
    assert_true(a.held && b.held);
    limits_finish(&l);
    table_memory_free(shared);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_peer_has_so_many_connections_whichever_worker_they_reach),
        cmocka_unit_test(what_a_dead_worker_held_is_free_again),
        cmocka_unit_test(all_connections_together_are_limited_also_for_the_exempt),
        cmocka_unit_test(a_proxy_s_connection_counts_among_all_and_for_nobody),
        cmocka_unit_test(a_burst_is_answered_and_then_so_many_a_second),
        cmocka_unit_test(without_a_rate_and_for_the_exempt_nothing_waits),
        cmocka_unit_test(many_peers_are_told_apart),
        cmocka_unit_test(what_a_limit_refuses_is_counted),
        cmocka_unit_test(some_handshakes_begin_at_once_and_then_four_for_each_request_that_may_be),
        cmocka_unit_test(somebody_gives_way_when_all_places_are_taken),
        cmocka_unit_test(nobody_gives_way_to_who_has_enough),
    };
    return cmocka_run_group_tests_name("net/limits", tests, NULL, NULL);
}
