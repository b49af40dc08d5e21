#include "net/served.h"

/* A worker while something happens to it: a signal, an edit, a freeze, the absence of its neighbour. */

static void a_transfer_outlives_the_signal_to_end(void **state)
{
    const struct worker *w = *state;
    int file = ask(w, NET_GOPHER, STR("/many/20000000\r\n")),
        job = ask(w, NET_GEMINI, STR("Hgemini://localhost/job\r\n"));
    /* Later clients of each listener have been answered, so both transfers have begun. */
    hears(ask(w, NET_GOPHER, STR("/\r\n")), STR("hello"));
    hears(ask(w, NET_GEMINI, STR("Hgemini://localhost/\r\n")), STR(HEADER "hello[END]"));
    kill(w->pid, SIGTERM);
    poll(NULL, 0, 50);
    hears_bytes(file, 20000000);
    hears(job, STR(HEADER "done[END]"));
}

static long site_number(const struct worker *w)
{
    struct buf answer = hear(ask(w, NET_GOPHER, STR("/site\r\n")));
    long n = -1;
    str_to_long(buf_str(&answer), &n);
    buf_finish(&answer);
    return n;
}

static void an_edit_is_live_without_a_restart(void **state)
{
    const struct worker *w = *state;
    poll(NULL, 0, 600); /* the scan that follows the start */
    long before = site_number(w);
    write_file(w->root, "new", 5);
    while (site_number(w) == before)
        poll(NULL, 0, 50);
}

/* The worker does not answer: that later connections are served shows that it has read the message. */
static void stand_in(const struct worker *w, const char *said)
{
    assert_int_equal(write(w->channel[0], said, 1), 1);
    for (int i = 0; i < 3; i++)
        hears(ask(w, NET_GOPHER, STR("/\r\n")), STR("hello"));
}

static void what_comes_in_for_another_worker_waits_and_is_taken_while_that_one_is_absent(void **state)
{
    const struct worker *w = *state;
    int waits = dial_at(w, OTHERS);
    send_all(waits, STR("/\r\n"));
    stand_in(w, "0");
    struct pollfd p = {.fd = waits, .events = POLLIN};
    assert_int_equal(poll(&p, 1, 0), 0);
    stand_in(w, "1");
    hears(waits, STR("hello"));
    stand_in(w, "0");
    waits = dial_at(w, OTHERS);
    send_all(waits, STR("/\r\n"));
    stand_in(w, "0");
    p.fd = waits;
    assert_int_equal(poll(&p, 1, 0), 0);
    stand_in(w, "1");
    hears(waits, STR("hello"));
}

/* For much longer than a request may take. */
static void who_was_asking_when_all_was_frozen_is_answered_after_it(void **state)
{
    const struct worker *w = *state;
    int half = dial(w, NET_GOPHER), silent = dial(w, NET_GOPHER);
    send_all(half, STR("/"));
    hears(ask(w, NET_GOPHER, STR("/\r\n")), STR("hello")); /* which came later: both are accepted */
    kill(w->pid, SIGSTOP);
    nanosleep(&(struct timespec){.tv_sec = 3 * REQUEST_MS / 1000}, NULL);
    kill(w->pid, SIGCONT);
    send_all(half, STR("\r\n"));
    hears(half, STR("hello"));
    hears(silent, STR(""));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_transfer_outlives_the_signal_to_end, start, end),
        cmocka_unit_test_setup_teardown(an_edit_is_live_without_a_restart, start, end),
        cmocka_unit_test_setup_teardown(what_comes_in_for_another_worker_waits_and_is_taken_while_that_one_is_absent,
                                        start, end),
        cmocka_unit_test_setup_teardown(who_was_asking_when_all_was_frozen_is_answered_after_it, start_with_deadlines,
                                        end),
    };
    return cmocka_run_group_tests_name("net/serve_events", tests, NULL, NULL);
}
