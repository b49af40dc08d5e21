#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "net/table_memory.h"

enum { WORKERS = 4 };

static void requests_of_all_workers_are_counted_and_a_dead_one_takes_none_away(void **state)
{
    (void)state;
    struct net_shared *shared = table_memory(WORKERS);
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
    struct net_shared *shared = table_memory(WORKERS);
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

static void sums_end_at_the_largest_number(void **state)
{
    (void)state;
    struct net_shared *shared = table_memory(WORKERS);
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
        cmocka_unit_test(requests_of_all_workers_are_counted_and_a_dead_one_takes_none_away),
        cmocka_unit_test(workers_of_a_generation_are_told_from_those_that_leave),
        cmocka_unit_test(sums_end_at_the_largest_number),
    };
    return cmocka_run_group_tests_name("net/table", tests, NULL, NULL);
}
