#include "net/served.h"

/* Limits, deadlines and the bound of memory, as clients see them. */

static void the_silent_are_cut_in_time_and_delay_nobody(void **state)
{
    const struct worker *w = *state;
    int silent[40];
    for (int i = 0; i < 40; i++)
        silent[i] = i % 2 ? ask(w, NET_GEMINI, STR("Hgemini://")) : dial(w, NET_GOPHER);
    int64_t began = clock_monotonic();
    hears(ask(w, NET_GOPHER, STR("/\r\n")), STR("hello"));
    for (int i = 0; i < 40; i++)
        hears(silent[i], i % 2 ? STR("S") : STR(""));
    assert_true(clock_monotonic() - began > REQUEST_MS / 2);
}

static void who_never_reads_is_cut_and_who_reads_slowly_is_not(void **state)
{
    const struct worker *w = *state;
    enum { MANY = 15000000 };
    int never = ask(w, NET_GOPHER, STR("/many/15000000\r\n")), slow = ask(w, NET_GOPHER, STR("/many/15000000\r\n"));
    char some[65536];
    size_t got = 0;
    for (int64_t began = clock_monotonic(); clock_monotonic() - began < 3 * WRITE_MS; poll(NULL, 0, 20)) {
        ssize_t n = read(slow, some, sizeof some);
        assert_true(n > 0);
        got += (size_t)n;
    }
    hears_bytes(slow, MANY - got);
    struct buf cut = hear(never);
    assert_true(cut.n < MANY);
    buf_finish(&cut);
}

/* Each answer has a body of its own. A small one is refused to nobody. */
static void what_one_address_makes_the_worker_hold_is_bounded(void **state)
{
    const struct worker *w = *state;
    int slow[] = {ask(w, NET_GOPHER, STR("/many/15000000\r\n")), ask(w, NET_GOPHER, STR("/many/15000000\r\n"))};
    char some[1];
    for (size_t i = 0; i < 2; i++)
        assert_int_equal(read(slow[i], some, 1), 1);
    hears(ask(w, NET_GEMINI, STR("Hgemini://localhost/many/15000000\r\n")), STR("S[T]44 10\r\n[END]"));
    hears(ask(w, NET_GOPHER, STR("/many/15000000\r\n")), STR("3Too many requests: try again in 10 seconds"));
    hears(ask(w, NET_GOPHER, STR("/\r\n")), STR("hello"));
    close(slow[0]);
    close(slow[1]);
    hears_bytes(ask(w, NET_GOPHER, STR("/many/15000000\r\n")), 15000000);
}

static bool is_answered(const struct worker *w)
{
    struct buf answer = hear(ask(w, NET_GOPHER, STR("/\r\n")));
    bool greeted = str_eq(buf_str(&answer), STR("hello"));
    buf_finish(&answer);
    return greeted;
}

static void one_address_has_only_so_many_connections(void **state)
{
    const struct worker *w = *state;
    int held[PER_ADDRESS];
    for (int i = 0; i < PER_ADDRESS; i++)
        held[i] = dial(w, NET_GOPHER);
    hears(ask(w, NET_GOPHER, STR("/\r\n")), STR("3Too many connections: try again later"));
    for (int i = 0; i < PER_ADDRESS; i++)
        close(held[i]);
    while (!is_answered(w))
        poll(NULL, 0, 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_silent_are_cut_in_time_and_delay_nobody, start_with_deadlines, end),
        cmocka_unit_test_setup_teardown(who_never_reads_is_cut_and_who_reads_slowly_is_not, start_with_deadlines, end),
        cmocka_unit_test_setup_teardown(what_one_address_makes_the_worker_hold_is_bounded, start, end),
        cmocka_unit_test_setup_teardown(one_address_has_only_so_many_connections, start, end),
    };
    return cmocka_run_group_tests_name("net/serve_bounds", tests, NULL, NULL);
}
