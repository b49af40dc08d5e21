#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "answer/memory.h"

#include <stdlib.h>

enum { BYTES = 1 << 20, HOME = 215 << 10, LARGE = 300 << 10, HOSTS = 40 };

static const char owners[HOSTS];

static void put(struct blob_cache *cache, const void *owner, const char *name, size_t n)
{
    struct buf bytes;
    buf_init(&bytes, n);
    buf_put_repeat(&bytes, 'x', n);
    struct blob *blob = blob_steal(&bytes);
    blob_cache_put(cache, owner, str_of(name), &(struct kept){.body = blob});
    blob_unref(blob);
}

static bool has(struct blob_cache *cache, const void *owner, const char *name)
{
    return blob_cache_find(cache, owner, str_of(name)) != NULL;
}

/* The home of a host that has readers stays, however many hosts there are. */
static void many_hosts_share_one_bound(void **state)
{
    struct blob_cache *cache = blob_cache_create(8 * BYTES);
    (void)state;
    for (size_t i = 0; i < HOSTS; i++)
        put(cache, &owners[i], "/small", 1000);
    put(cache, &owners[0], "/", HOME);
    for (size_t i = 0; i < HOSTS; i++)
        assert_true(has(cache, &owners[i], "/small"));
    assert_true(has(cache, &owners[0], "/"));
    assert_false(has(cache, &owners[1], "/"));
    blob_cache_destroy(cache);
}

static void one_host_forgets_its_own_only(void **state)
{
    struct blob_cache *cache = blob_cache_create(BYTES);
    (void)state;
    put(cache, &owners[0], "/", 1000);
    put(cache, &owners[1], "/", 1000);
    blob_cache_clear(cache, &owners[0]);
    assert_false(has(cache, &owners[0], "/"));
    assert_true(has(cache, &owners[1], "/"));
    blob_cache_destroy(cache);
}

static void what_was_used_longest_ago_goes_first(void **state)
{
    struct blob_cache *cache = blob_cache_create(BYTES);
    char name[] = "/a";
    (void)state;
    for (; name[1] < 'k'; name[1]++)
        put(cache, owners, name, 100 << 10);
    assert_true(has(cache, owners, "/a"));
    put(cache, owners, "/new", 100 << 10);
    assert_true(has(cache, owners, "/a") && has(cache, owners, "/new"));
    assert_false(has(cache, owners, "/b"));
    blob_cache_destroy(cache);
}

static void large_ones_take_half_and_drive_out_no_small_one(void **state)
{
    struct blob_cache *cache = blob_cache_create(BYTES);
    (void)state;
    put(cache, owners, "/small", 1000);
    put(cache, owners, "/large", LARGE);
    assert_true(has(cache, owners, "/large"));
    put(cache, owners, "/other", LARGE);
    assert_true(has(cache, owners, "/other") && has(cache, owners, "/small"));
    assert_false(has(cache, owners, "/large"));
    put(cache, owners, "/huge", BYTES);
    assert_false(has(cache, owners, "/huge"));
    assert_true(has(cache, owners, "/other"));
    blob_cache_destroy(cache);
}

static void what_was_dear_is_remembered_by_its_version(void **state)
{
    struct costs *costs = costs_create();
    uint64_t page = cost_key(owners, STR("gemini /a"), 1, 10), edited = cost_key(owners, STR("gemini /a"), 2, 10);
    (void)state;
    assert_int_equal(costs_find(costs, page), COST_UNKNOWN);
    costs_note(costs, page, 5001);
    assert_int_equal(costs_find(costs, page), COST_HIGH);
    assert_int_equal(costs_find(costs, edited), COST_UNKNOWN);
    assert_int_equal(costs_find(costs, cost_key(owners + 1, STR("gemini /a"), 1, 10)), COST_UNKNOWN);
    costs_note(costs, page, 4999);
    assert_int_equal(costs_find(costs, page), COST_LOW);
    costs_destroy(costs);
}

static void cost_is_the_time_of_this_thread(void **state)
{
    int64_t began = cost_clock();
    volatile unsigned n = 0;
    (void)state;
    while (cost_clock() - began < 2000)
        n++;
    assert_true(n > 0);
}

static void readers_of_one_body_hold_it_once(void **state)
{
    struct blob *blob = blob_create(STR("body"));
    (void)state;
    assert_int_equal(blob_lend(blob), 4);
    assert_int_equal(blob_lend(blob), 0);
    assert_int_equal(blob_lent(blob), 2);
    assert_int_equal(blob_return(blob), 0);
    assert_int_equal(blob_return(blob), 4);
    blob_unref(blob);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(many_hosts_share_one_bound),
        cmocka_unit_test(one_host_forgets_its_own_only),
        cmocka_unit_test(what_was_used_longest_ago_goes_first),
        cmocka_unit_test(large_ones_take_half_and_drive_out_no_small_one),
        cmocka_unit_test(what_was_dear_is_remembered_by_its_version),
        cmocka_unit_test(cost_is_the_time_of_this_thread),
        cmocka_unit_test(readers_of_one_body_hold_it_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
