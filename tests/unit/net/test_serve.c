#include "net/served.h"

static void a_request_is_answered(void **state)
{
    const struct worker *w = *state;
    hears(ask(w, NET_GOPHER, STR("/\r\n")), STR("hello"));
    hears(ask(w, NET_GEMINI, STR("Hgemini://localhost/\r\n")), STR(HEADER "hello[END]"));
    hears(ask(w, NET_GEMINI, STR("Hgemini://localhost/job\r\n")), STR(HEADER "done[END]"));
    hears(ask(w, NET_GOPHER, STR("/job\r\n")), STR("done"));
    hears(ask(w, NET_GEMINI, STR("Hgemini://localhost/control\r\n")), STR("S[T]40 refused\r\n[END]"));
}

static void a_body_of_any_size_arrives_whole(void **state)
{
    const struct worker *w = *state;
    static const int sizes[] = {0, 1, 65518, 65519, 65520, 65536, 65537, 1000000};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        char request[64];
        snprintf(request, sizeof request, "Hgemini://localhost/many/%d\r\n", sizes[i]);
        hears_bytes(ask(w, NET_GEMINI, str_of(request)), (size_t)sizes[i] + sizeof HEADER "[END]" - 1);
        snprintf(request, sizeof request, "/many/%d\r\n", sizes[i]);
        hears_bytes(ask(w, NET_GOPHER, str_of(request)), (size_t)sizes[i]);
    }
    hears_bytes(ask(w, NET_GOPHER, STR("/file\r\n")), FILE_BYTES);
    hears_bytes(ask(w, NET_GEMINI, STR("Hgemini://localhost/file\r\n")), FILE_BYTES + sizeof HEADER "[END]" - 1);
}

static void a_request_may_come_byte_by_byte(void **state)
{
    const struct worker *w = *state;
    str request = STR("Hgemini://localhost/\r\n");
    int fd = dial(w, NET_GEMINI);
    for (size_t i = 0; i < request.n; i++) {
        send_all(fd, str_between(request, i, i + 1));
        poll(NULL, 0, 2);
    }
    hears(fd, STR(HEADER "hello[END]"));
}

static void who_has_said_all_still_hears_all(void **state)
{
    const struct worker *w = *state;
    int fd = ask(w, NET_GOPHER, STR("/file\r\n"));
    shutdown(fd, SHUT_WR);
    hears_bytes(fd, FILE_BYTES);
    fd = ask(w, NET_GEMINI, STR("Hgemini://localhost/many/200000\r\n\4"));
    shutdown(fd, SHUT_WR);
    hears_bytes(fd, 200000 + sizeof HEADER "[END]" - 1);
}

static void kilobytes_after_the_request_do_not_reset_its_answer(void **state)
{
    const struct worker *w = *state;
    char more[40000];
    memset(more, 'm', sizeof more);
    int fd = ask(w, NET_GEMINI, STR("Hgemini://localhost/\r\n"));
    send_all(fd, (str){more, sizeof more});
    hears(fd, STR(HEADER "hello[END]"));
    fd = ask(w, NET_GEMINI, STR("H"));
    send_all(fd, (str){more, sizeof more});
    hears(fd, STR("S[T]59 refused\r\n[END]"));
}

static void what_is_no_request_is_closed_cleanly(void **state)
{
    const struct worker *w = *state;
    hears(ask(w, NET_GEMINI, STR("GET / HTTP/1.0\r\n\r\n")), STR("ALERT"));
    hears(ask(w, NET_GEMINI, STR("Hgemini://\xff")), STR("SALERT"));
    hears(ask(w, NET_GOPHER, STR("\x16\x03\x01")), STR(""));
    int fd = ask(w, NET_GEMINI, STR("Hgemini://localhost/"));
    shutdown(fd, SHUT_WR);
    hears(fd, STR("S"));
}

static void a_job_whose_client_has_gone_ends_for_nobody(void **state)
{
    const struct worker *w = *state;
    for (int i = 0; i < 8; i++) {
        int fd = ask(w, NET_GEMINI, STR("Hgemini://localhost/job\r\n"));
        poll(NULL, 0, 5);
        setsockopt(fd, SOL_SOCKET, SO_LINGER, &(struct linger){.l_onoff = 1}, sizeof(struct linger));
        close(fd);
    }
    hears(ask(w, NET_GOPHER, STR("/job\r\n")), STR("done"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_request_is_answered, start, end),
        cmocka_unit_test_setup_teardown(a_body_of_any_size_arrives_whole, start, end),
        cmocka_unit_test_setup_teardown(a_request_may_come_byte_by_byte, start, end),
        cmocka_unit_test_setup_teardown(who_has_said_all_still_hears_all, start, end),
        cmocka_unit_test_setup_teardown(kilobytes_after_the_request_do_not_reset_its_answer, start, end),
        cmocka_unit_test_setup_teardown(what_is_no_request_is_closed_cleanly, start, end),
        cmocka_unit_test_setup_teardown(a_job_whose_client_has_gone_ends_for_nobody, start, end),
    };
    return cmocka_run_group_tests_name("net/serve", tests, NULL, NULL);
}
