#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <time.h>

#include "net/table_memory.h"

enum { NOW = 480000 };

static uint64_t reads_of(const struct readership *r, uint64_t page, uint64_t hour)
{
    for (size_t way = 0; way < READERSHIP_WAYS; way++) {
        const struct readership_page *p = &r->pages[page % READERSHIP_SETS][way];
        if (p->who == page)
            return readership_reads(p, hour);
    }
    return 0;
}

static struct readership *new_readership(void)
{
    return test_calloc(1, sizeof(struct readership));
}

static void a_reading_counts_for_a_day(void **state)
{
    (void)state;
    struct readership *r = new_readership();
    readership_count_page(r, 7, NOW);
    readership_count_page(r, 7, NOW);
    readership_count_page(r, 7, NOW + 5);
    assert_int_equal(reads_of(r, 7, NOW + 5), 3);
    assert_int_equal(reads_of(r, 7, NOW + 23), 3);
    assert_int_equal(reads_of(r, 7, NOW + 24), 1);
    readership_count_page(r, 7, NOW + 24);
    assert_int_equal(reads_of(r, 7, NOW + 24), 2);
    readership_count_page(r, 7, NOW + 100);
    assert_int_equal(reads_of(r, 7, NOW + 100), 1);
    test_free(r);
}

/* A clock that was set back counts on from there. */
static void a_clock_that_goes_back_does_no_harm(void **state)
{
    (void)state;
    struct readership *r = new_readership();
    readership_count_page(r, 7, NOW + 1000);
    readership_count_page(r, 7, NOW);
    assert_int_equal(reads_of(r, 7, NOW), 1);
    test_free(r);
}

static void the_page_that_was_read_least_gives_its_place(void **state)
{
    (void)state;
    struct readership *r = new_readership();
    for (uint64_t i = 1; i <= READERSHIP_WAYS + 1; i++)
        for (uint64_t reads = i == 3 ? 1 : 2; reads > 0; reads--)
            readership_count_page(r, i * READERSHIP_SETS, NOW);
    for (uint64_t i = 1; i <= READERSHIP_WAYS + 1; i++)
        assert_int_equal(reads_of(r, i * READERSHIP_SETS, NOW), i == 3 ? 0 : 2);
    test_free(r);
}

static void what_a_dead_worker_saw_read_is_kept(void **state)
{
    (void)state;
    struct net_shared *shared = table_memory(2);
    uint64_t hour = readership_hour((int64_t)time(NULL));
    for (int i = 0; i < 3; i++)
        readership_count_page(&shared->slots[0]->readers, 7, hour);
    readership_count_page(&shared->slots[0]->readers, 7, hour - 2);
    readership_count_host(&shared->slots[0]->readers, 9, NET_GOPHER, 100);
    table_forget(shared, 0);
    table_take(shared, 0);
    readership_count_host(&shared->slots[0]->readers, 9, NET_GOPHER, 1);
    table_forget(shared, 0);
    assert_int_equal(reads_of(&shared->ledger->readers, 7, hour), 1);
    const struct readership_host *h = readership_find_host(&shared->ledger->readers, 9);
    assert_true(h && h->requests[NET_GOPHER] == 2 && h->bytes[NET_GOPHER] == 101);
    table_memory_free(shared);
}

static void impossible_numbers_count_as_none(void **state)
{
    (void)state;
    struct readership *lies = new_readership(), *r = new_readership();
    lies->pages[7][0].who = 7;
    lies->pages[7][0].hour = NOW;
    lies->pages[7][0].reads[NOW % READERSHIP_HOURS] = UINT32_MAX;
    lies->pages[7][1].who = 7 + READERSHIP_SETS;
    lies->pages[7][1].hour = UINT64_MAX;
    lies->pages[7][1].reads[0] = 5;
    lies->hosts[9].who = 9;
    lies->hosts[9].requests[0] = UINT64_MAX;
    readership_move(r, lies, NOW, 1000);
    assert_int_equal(reads_of(r, 7, NOW), 0);
    assert_int_equal(reads_of(r, 7 + READERSHIP_SETS, NOW), 0);
    assert_int_equal(readership_find_host(r, 9)->requests[0], 0);
    test_free(lies);
    test_free(r);
}

static void more_hosts_than_fit_are_not_counted(void **state)
{
    (void)state;
    struct readership *r = new_readership();
    for (uint64_t host = 1; host <= 2 * READERSHIP_HOSTS; host++)
        readership_count_host(r, host, NET_GEMINI, 1);
    assert_non_null(readership_find_host(r, 1));
    assert_null(readership_find_host(r, 2 * READERSHIP_HOSTS));
    test_free(r);
}

static void names_differ_by_host_and_page_and_key(void **state)
{
    (void)state;
    const uint64_t key[2] = {1, 2}, other[2] = {1, 3};
    uint64_t name = readership_name(key, STR("a.example"), STR("/moon"));
    assert_true(name == readership_name(key, STR("a.example"), STR("/moon")));
    assert_true(name != readership_name(key, STR("a.example"), STR("/sun")));
    assert_true(name != readership_name(key, STR("b.example"), STR("/moon")));
    assert_true(name != readership_name(other, STR("a.example"), STR("/moon")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_reading_counts_for_a_day),
        cmocka_unit_test(a_clock_that_goes_back_does_no_harm),
        cmocka_unit_test(the_page_that_was_read_least_gives_its_place),
        cmocka_unit_test(what_a_dead_worker_saw_read_is_kept),
        cmocka_unit_test(impossible_numbers_count_as_none),
        cmocka_unit_test(more_hosts_than_fit_are_not_counted),
        cmocka_unit_test(names_differ_by_host_and_page_and_key),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
