#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/clock.h"
#include "net/limits.h"
#include "net/table_memory.h"

#include <netinet/in.h>
#include <stdio.h>
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
    struct net_shared *shared = table_memory(WORKERS);
    /* Who shares cells with whom is the same each time. */
    shared->key[0] = 1, shared->key[1] = 2;
    return shared;
}

static struct limits make_limits(struct net_shared *shared, size_t slot, struct net_limits bounds)
{
    const struct net_options options = {.shared = shared, .slot = slot, .limits = bounds};
    struct limits l;
    limits_init(&l, &options);
    return l;
}

static bool enters(struct limits *l, const char *text, struct limits_lease *lease)
{
    struct address a = address(text);
    return limits_enter(l, &a, lease);
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

static void requests_of_all_workers_are_counted_and_a_dead_one_takes_none_away(void **state)
{
    (void)state;
    struct net_shared *shared = make_shared();
    metrics_request(&shared->slots[0]->metrics, NET_GEMINI, 20, 100, 99);
    metrics_request(&shared->slots[1]->metrics, NET_GEMINI, 51, 1, 101);
    metrics_request(&shared->slots[1]->metrics, NET_GOPHER, METRICS_STATUS_FINE, 7, 20000000);
    table_forget(shared, 1);
    table_take(shared, 1);
    metrics_request(&shared->slots[1]->metrics, NET_GEMINI, 20, 5, 1);
    const struct metrics_sum sum = table_sum(shared);
    assert_int_equal(sum.requests[NET_GEMINI][20], 2);
    assert_int_equal(sum.requests[NET_GEMINI][51], 1);
    assert_int_equal(sum.requests[NET_GOPHER][METRICS_STATUS_FINE], 1);
    assert_int_equal(sum.bytes[NET_GEMINI], 106);
    assert_int_equal(sum.durations[NET_GEMINI][0], 2);
    assert_int_equal(sum.durations[NET_GEMINI][1], 1);
    assert_int_equal(sum.durations[NET_GOPHER][METRICS_BUCKETS], 1);
    assert_int_equal(sum.microseconds[NET_GEMINI], 201);
    table_memory_free(shared);
}

static void workers_of_a_generation_are_told_from_those_that_leave(void **state)
{
    (void)state;
    struct net_shared *shared = make_shared();
    size_t serving, leaving;
    for (size_t slot = 0; slot < 3; slot++)
        table_serve(shared, slot, slot ? 2 : 1);
    table_workers(shared, 2, &serving, &leaving);
    assert_true(serving == 2 && leaving == 1);
    table_forget(shared, 0);
    table_forget(shared, 2);
    table_workers(shared, 2, &serving, &leaving);
    assert_true(serving == 1 && leaving == 0);
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

/* ---- households: an address of IPv6 costs nothing */

static const struct net_limits tight = {.connections = 10000, .per_address = 8, .requests_per_second = 4, .burst = 4};

/* How many of COUNT connections enter, each from another address, with a number between BEFORE and AFTER. */
static unsigned enter_many(struct limits *l, const char *before, const char *after, unsigned count)
{
    unsigned entered = 0;
    for (unsigned i = 0; i < count; i++) {
        char text[64];
        struct limits_lease lease;
        snprintf(text, sizeof text, "%s%x%s", before, i, after);
        entered += enters(l, text, &lease);
    }
    return entered;
}

static void a_household_has_no_more_than_its_networks_may(void **state)
{
    (void)state;
    struct net_shared *shared = make_shared();
    struct limits one = make_limits(shared, 0, tight), two = make_limits(shared, 1, tight);
    /* 256 networks of /64 in one of /56, which may have twice as much as one address. */
    assert_int_equal(enter_many(&one, "2001:db8:1:", "::1", 200), 16);
    assert_int_equal(enter_many(&two, "2001:db8:1:", "::2", 200), 0);
    /* 256 networks of /56 in one of /48: four times. */
    assert_int_equal(enter_many(&two, "2001:db8:1:", "00::1", 200), 32 - 16);
    assert_int_equal(enter_many(&two, "2001:db8:2:", "00::1", 200), 32);
    /* Beyond /48 they are strangers, and so are all of IPv4. */
    assert_int_equal(enter_many(&two, "2001:db8:f", "::1", 200), 200);
    assert_true(enters(&two, "192.0.2.1", &(struct limits_lease){0}));
    const struct metrics_sum sum = table_sum(shared);
    assert_int_equal(sum.limits[LIMIT_PER_NETWORK], 184 + 200 + 184 + 168);
    assert_int_equal(sum.limits[LIMIT_PER_ADDRESS], 0);
    limits_finish(&one);
    limits_finish(&two);
    table_memory_free(shared);
}

static void what_a_household_gave_back_it_may_have_again(void **state)
{
    (void)state;
    struct net_shared *shared = make_shared();
    struct limits l = make_limits(shared, 0, tight);
    for (int round = 0; round < 3; round++) {
        struct limits_lease holds[16], other;
        for (unsigned i = 0; i < 16; i++) {
            char text[64];
            snprintf(text, sizeof text, "2001:db8:1:%x::1", i);
            assert_true(enters(&l, text, &holds[i]));
        }
        assert_false(enters(&l, "2001:db8:1:ff::1", &other));
        for (unsigned i = 0; i < 16; i++)
            limits_leave(&l, &holds[i]);
    }
    for (size_t i = 0; i < TABLE_COUNTS; i++)
        assert_int_equal(atomic_load(&shared->slots[0]->counts[i]), 0);
    limits_finish(&l);
    table_memory_free(shared);
}

static void neighbours_in_ipv4_are_not_one_household(void **state)
{
    (void)state;
    struct net_shared *shared = make_shared();
    struct limits l = make_limits(shared, 0, tight);
    unsigned entered = 0;
    for (unsigned i = 0; i < 100 * 4; i++) {
        struct address a = {.bytes = {192, 0, 2, (unsigned char)(i % 100)}};
        entered += limits_enter(&l, &a, &(struct limits_lease){0});
    }
    assert_int_equal(entered, 100 * 4);
    limits_finish(&l);
    table_memory_free(shared);
}

static void a_household_asks_no_more_often_than_its_networks_may(void **state)
{
    (void)state;
    struct net_shared *shared = make_shared();
    struct limits l = make_limits(shared, 0, tight);
    int64_t now = 1000 * (int64_t)SECOND;
    unsigned answered = 0;
    for (unsigned i = 0; i < 16; i++) {
        char text[64];
        struct limits_lease lease;
        snprintf(text, sizeof text, "2001:db8:1:%x::1", i);
        enters(&l, text, &lease);
        for (int j = 0; j < 4; j++)
            answered += limits_ask(&l, &lease, now) == 0;
    }
    assert_int_equal(answered, 2 * 4);
    limits_finish(&l);
    table_memory_free(shared);
}

/* ---- handshakes */

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

/* ---- the server is full */

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

/* Nobody gives way to who may have no more for other reasons. */
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

/* ---- a worker in the hands of somebody else */

static void fill(struct table_slot *slot, unsigned how)
{
    unsigned seed = how;
    unsigned char *bytes = (unsigned char *)slot;
    if (how < 2)
        memset(slot, how ? 0xff : 0, sizeof *slot);
    for (size_t i = 0; how >= 2 && i < sizeof *slot; i++)
        bytes[i] = (unsigned char)rand_r(&seed);
}

static const struct net_limits lied_to = {.connections = 1000, .per_address = 8, .requests_per_second = 2, .burst = 5};

static void whatever_a_worker_fills_its_slot_with_the_others_count_as_before(void **state)
{
    (void)state;
    for (unsigned how = 0; how < 50; how++) {
        struct net_shared *shared = make_shared();
        struct limits honest = make_limits(shared, 0, lied_to);
        struct limits_lease lease, holds[9];
        fill(shared->slots[1], how);
        for (int i = 0; i < 8; i++)
            assert_true(enters(&honest, "192.0.2.1", &holds[i]));
        assert_false(enters(&honest, "192.0.2.1", &holds[8]));
        assert_true(enters(&honest, "192.0.2.2", &lease));
        assert_int_equal(limits_connections(&honest), 9);
        for (int i = 0; i < 5; i++)
            assert_int_equal(limits_ask(&honest, &lease, 1000 * (int64_t)SECOND), 0);
        assert_int_equal(limits_ask(&honest, &lease, 1000 * (int64_t)SECOND), 1);
        const struct metrics_sum sum = table_sum(shared);
        assert_int_equal(sum.limits[LIMIT_PER_ADDRESS], 1);
        table_forget(shared, 1);
        assert_int_equal(table_sum(shared).limits[LIMIT_PER_ADDRESS], 1);
        assert_int_equal(limits_connections(&honest), 9);
        limits_finish(&honest);
        table_memory_free(shared);
    }
}

/* Numbers that may be, each by itself, in all cells. */
static void assert_lie_is_not_believed(unsigned count, int64_t ahead)
{
    struct net_shared *shared = make_shared();
    struct limits honest = make_limits(shared, 0, lied_to);
    struct table_slot *liar = shared->slots[1];
    int64_t now = clock_monotonic() * 1000;
    atomic_store(&liar->total, 999);
    for (size_t i = 0; i < TABLE_COUNTS; i++) {
        atomic_store(&liar->counts[i], count);
        for (size_t rate = 0; rate < TABLE_RATES; rate++)
            atomic_store(&liar->rates[rate][i], now + ahead);
    }
    struct limits_lease lease;
    assert_true(enters(&honest, "192.0.2.1", &lease));
    assert_int_equal(limits_ask(&honest, &lease, now), 0);
    assert_int_equal(limits_shake_hands(&honest, &lease, now), 0);
    limits_finish(&honest);
    table_memory_free(shared);
}

static void connections_that_one_peer_may_have_are_not_believed_of_all(void **state)
{
    (void)state;
    assert_lie_is_not_believed(8, 0);
}

static void requests_that_one_peer_may_make_are_not_believed_of_all(void **state)
{
    (void)state;
    assert_lie_is_not_believed(0, 5 * (int64_t)SECOND / 2);
}

static void a_time_beyond_the_burst_counts_as_none(void **state)
{
    (void)state;
    assert_lie_is_not_believed(0, 1000 * (int64_t)SECOND);
}

static void a_part_of_all_connections_is_each_worker_s_own(void **state)
{
    (void)state;
    struct net_shared *shared = make_shared();
    struct limits honest = make_limits(shared, 0, lied_to);
    struct limits_lease lease;
    atomic_store(&shared->slots[1]->total, 1000);
    unsigned entered = 0;
    for (unsigned i = 0; i < 200; i++) {
        struct address a = {.bytes = {10, 0, 0, (unsigned char)i}};
        entered += limits_enter(&honest, &a, &lease);
    }
    assert_int_equal(entered, 1000 / 8 / WORKERS);
    assert_false(limits_enter_proxy(&honest, &lease));
    limits_finish(&honest);
    table_memory_free(shared);
}

/* Also one that is busy: all that it says fits together. */
static void an_honest_worker_is_believed(void **state)
{
    (void)state;
    struct net_shared *shared = make_shared();
    struct limits one = make_limits(shared, 0, lied_to), two = make_limits(shared, 1, lied_to);
    int64_t now = clock_monotonic() * 1000;
    struct limits_lease lease, asked, last;
    for (unsigned i = 0; i < 200; i++) {
        struct address a = {.bytes = {10, 0, 0, (unsigned char)i}};
        assert_true(limits_enter(&two, &a, &lease));
        limits_ask(&two, &lease, now);
    }
    for (int i = 0; i < 8; i++)
        assert_true(enters(&two, "192.0.2.1", &asked));
    for (int i = 0; i < 5; i++)
        limits_ask(&two, &asked, now);
    assert_false(enters(&one, "192.0.2.1", &last));
    assert_true(limits_ask(&one, &last, now) > 0);
    limits_finish(&one);
    limits_finish(&two);
    table_memory_free(shared);
}

static void sums_end_at_the_largest_number(void **state)
{
    (void)state;
    struct net_shared *shared = make_shared();
    atomic_store(&shared->ledger->past.bytes[0], UINT64_MAX - 2);
    metrics_request(&shared->slots[0]->metrics, NET_GEMINI, 20, 100, 99);
    assert_true(table_sum(shared).bytes[0] == UINT64_MAX);
    table_forget(shared, 0);
    assert_true(table_sum(shared).bytes[0] == UINT64_MAX);
    table_memory_free(shared);
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
        cmocka_unit_test(a_household_has_no_more_than_its_networks_may),
        cmocka_unit_test(what_a_household_gave_back_it_may_have_again),
        cmocka_unit_test(neighbours_in_ipv4_are_not_one_household),
        cmocka_unit_test(a_household_asks_no_more_often_than_its_networks_may),
        cmocka_unit_test(some_handshakes_begin_at_once_and_then_four_for_each_request_that_may_be),
        cmocka_unit_test(somebody_gives_way_when_all_places_are_taken),
        cmocka_unit_test(nobody_gives_way_to_who_has_enough),
        cmocka_unit_test(whatever_a_worker_fills_its_slot_with_the_others_count_as_before),
        cmocka_unit_test(connections_that_one_peer_may_have_are_not_believed_of_all),
        cmocka_unit_test(requests_that_one_peer_may_make_are_not_believed_of_all),
        cmocka_unit_test(a_time_beyond_the_burst_counts_as_none),
        cmocka_unit_test(a_part_of_all_connections_is_each_worker_s_own),
        cmocka_unit_test(an_honest_worker_is_believed),
        cmocka_unit_test(sums_end_at_the_largest_number),
    };
    return cmocka_run_group_tests_name("net/limits", tests, NULL, NULL);
}
