#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "net/access_log.h"

#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const int64_t moment = 1732406400; /* 2024-11-24T00:00:00Z */

static struct access_line line(const struct address *a, str path)
{
    return (struct access_line){.time = moment,
                                .address = a,
                                .protocol = NET_GEMINI,
                                .path = path,
                                .host = STR("e.example"),
                                .cache = "hit",
                                .status = 20,
                                .bytes = 4567890123,
                                .milliseconds = 12};
}

static void is_written(const struct access_line *l, enum log_format format, enum log_addresses how,
                       const char *expected)
{
    struct buf out;
    buf_init(&out, 65536);
    access_line_put(&out, l, format, how);
    buf_put_char(&out, '\0');
    assert_string_equal(out.p, expected);
    buf_finish(&out);
}

static void combined_lines_are_as_web_servers_write_them(void **state)
{
    (void)state;
    struct address a;
    address_parse(STR("192.0.2.77"), &a);
    struct access_line l = line(&a, STR("/2024/moon.gmi"));
    is_written(&l, ACCESS_COMBINED, ADDRESS_FULL,
               "192.0.2.77 - - [24/Nov/2024:00:00:00 +0000] \"GET /2024/moon.gmi gemini\" 20 4567890123 \"-\" \"-\" "
               "e.example 12 hit\n");
    l.protocol = NET_GOPHER;
    l.status = 0;
    l.path = STR("");
    l.host = STR("");
    l.cache = NULL;
    is_written(&l, ACCESS_COMBINED, ADDRESS_HIDDEN,
               "- - - [24/Nov/2024:00:00:00 +0000] \"GET - gopher\" - 4567890123 \"-\" \"-\" - 12 -\n");
}

static void addresses_are_hidden_shortened_or_full(void **state)
{
    (void)state;
    struct address a;
    address_parse(STR("2001:db8:aaaa:bbbb::1"), &a);
    struct access_line l = line(&a, STR("/"));
    is_written(&l, ACCESS_JSON, ADDRESS_SHORTENED,
               "{\"time\":\"2024-11-24T00:00:00Z\",\"address\":\"2001:db8:aaaa::\",\"protocol\":\"gemini\",\"host\":"
               "\"e.example\",\"path\":\"/\","
               "\"status\":20,\"bytes\":4567890123,\"milliseconds\":12,\"cache\":\"hit\"}\n");
    is_written(&l, ACCESS_JSON, ADDRESS_HIDDEN,
               "{\"time\":\"2024-11-24T00:00:00Z\",\"protocol\":\"gemini\",\"host\":\"e.example\",\"path\":\"/\","
               "\"status\":20,\"bytes\":4567890123,\"milliseconds\":12,\"cache\":\"hit\"}\n");
    address_parse(STR("192.0.2.77"), &a);
    is_written(
        &l, ACCESS_COMBINED, ADDRESS_SHORTENED,
        "192.0.2.0 - - [24/Nov/2024:00:00:00 +0000] \"GET / gemini\" 20 4567890123 \"-\" \"-\" e.example 12 hit\n");
}

static void a_path_cannot_leave_its_line_its_quotes_or_steer_a_terminal(void **state)
{
    (void)state;
    struct address a;
    address_parse(STR("192.0.2.1"), &a);
    struct access_line l = line(&a, STR("/a\"b\\c\r\n\x1b[31m\x7f\xc2\x9b\xff\xe2\x80\xae"
                                        "é"));
    is_written(&l, ACCESS_COMBINED, ADDRESS_HIDDEN,
               "- - - [24/Nov/2024:00:00:00 +0000] \"GET "
               "/a\\x22b\\x5cc\\x0d\\x0a\\x1b[31m\\x7f\\xc2\\x9b\\xff\\xe2\\x80\\xaeé gemini\" 20 4567890123 \"-\" "
               "\"-\" e.example 12 hit\n");
    l.path = STR("/\"\xff");
    is_written(&l, ACCESS_JSON, ADDRESS_HIDDEN,
               "{\"time\":\"2024-11-24T00:00:00Z\",\"protocol\":\"gemini\",\"host\":\"e.example\",\"path\":\"/"
               "\\u0022\\u00ff\","
               "\"status\":20,\"bytes\":4567890123,\"milliseconds\":12,\"cache\":\"hit\"}\n");
}

static void a_pipe_that_nobody_reads_costs_lines_but_no_time(void **state)
{
    (void)state;
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    struct address a;
    address_parse(STR("192.0.2.1"), &a);
    const struct net_log to = {.fd = ends[1], .addresses = ADDRESS_FULL};
    struct access_log log;
    access_log_init(&log, &to);
    struct access_line l = line(&a, STR("/x"));
    for (int i = 0; i < 10000; i++) {
        access_log_add(&log, &l);
        access_log_flush(&log);
    }
    assert_true(log.dropped > 0);
    assert_true(log.lines.n <= log.lines.max);
    char *text = malloc(1 << 20);
    ssize_t n = read(ends[0], text, 1 << 20);
    assert_true(n > PIPE_BUF);
    assert_int_equal(text[n - 1], '\n');
    /* The rest follows as soon as there is room. */
    size_t waiting = log.lines.n;
    access_log_flush(&log);
    assert_true(log.lines.n < waiting);
    log.dropped = 0;
    free(text);
    close(ends[0]);
    close(ends[1]);
    buf_finish(&log.lines);
}

static void lines_reach_a_file_together_and_whole(void **state)
{
    (void)state;
    FILE *file = tmpfile();
    assert_non_null(file);
    struct address a;
    address_parse(STR("192.0.2.1"), &a);
    const struct net_log to = {.fd = fileno(file)};
    struct access_log log;
    access_log_init(&log, &to);
    struct access_line l = line(&a, STR("/x"));
    for (int i = 0; i < 1000; i++)
        access_log_add(&log, &l);
    assert_int_equal(lseek(fileno(file), 0, SEEK_END), 0);
    access_log_finish(&log);
    rewind(file);
    int lines = 0;
    for (int c; (c = getc(file)) != EOF;)
        lines += c == '\n';
    assert_int_equal(lines, 1000);
    fclose(file);
}

static unsigned lines_in(int fd)
{
    static char text[1 << 20];
    unsigned lines = 0;
    ssize_t n = pread(fd, text, sizeof text, 0);
    for (ssize_t i = 0; i < n; i++)
        lines += text[i] == '\n';
    assert_true(n <= 0 || text[n - 1] == '\n');
    return lines;
}

static void lines_from_before_a_change_are_in_the_old_file_and_all_others_in_the_new(void **state)
{
    (void)state;
    FILE *old = tmpfile(), *new = tmpfile();
    struct address a = {.is_v6 = false};
    const struct net_log to = {.fd = dup(fileno(old))};
    struct access_log log;
    access_log_init(&log, &to);
    struct access_line l = line(&a, STR("/x"));
    for (int i = 0; i < 3; i++)
        access_log_add(&log, &l);
    access_log_change(&log, dup(fileno(new)));
    assert_int_equal(fcntl(to.fd, F_GETFD), -1);
    access_log_add(&log, &l);
    access_log_add(&log, &l);
    int last = log.to.fd;
    access_log_finish(&log);
    close(last);
    assert_int_equal(lines_in(fileno(old)), 3);
    assert_int_equal(lines_in(fileno(new)), 2);
    fclose(old);
    fclose(new);
}

/* A line longer than a pipe takes at once; its reader has room for the first part only. */
static void a_change_leaves_no_half_of_a_line_in_the_new_file(void **state)
{
    (void)state;
    int ends[2];
    FILE *new = tmpfile();
    static char path[3 * PIPE_BUF];
    struct address a = {.is_v6 = false};
    assert_int_equal(pipe(ends), 0);
    fcntl(ends[1], F_SETFL, O_NONBLOCK);
    const struct net_log to = {.fd = ends[1]};
    struct access_log log;
    access_log_init(&log, &to);
    memset(path, 'x', sizeof path);
    struct access_line l = line(&a, (str){path, sizeof path});
    while (!log.is_torn) {
        access_log_add(&log, &l);
        access_log_flush(&log);
    }
    l.path = STR("/whole");
    access_log_add(&log, &l);
    access_log_change(&log, dup(fileno(new)));
    assert_int_equal(log.dropped, 1);
    int last = log.to.fd;
    log.dropped = 0;
    access_log_finish(&log);
    close(last);
    char text[256];
    ssize_t n = pread(fileno(new), text, sizeof text, 0);
    assert_true(n > 0 && n < (ssize_t)sizeof text && text[0] != 'x');
    assert_int_equal(lines_in(fileno(new)), 1);
    close(ends[0]);
    fclose(new);
}

static void without_a_descriptor_nothing_is_written(void **state)
{
    (void)state;
    const struct net_log to = {.fd = -1};
    struct access_log log;
    access_log_init(&log, &to);
    struct address a = {.is_v6 = false};
    struct access_line l = line(&a, STR("/x"));
    access_log_add(&log, &l);
    assert_int_equal(log.lines.n, 0);
    access_log_finish(&log);
}

static void a_handshake_that_failed_has_a_line_of_its_own(void **state)
{
    (void)state;
    struct address a;
    assert_true(address_parse(STR("192.0.2.7"), &a));
    const struct access_line l = {.time = 1714550400, .address = &a, .protocol = NET_GEMINI, .failure = "not_tls"};
    is_written(&l, ACCESS_COMBINED, ADDRESS_FULL,
               "192.0.2.7 - - [01/May/2024:08:00:00 +0000] \"GET - gemini\" - 0 \"-\" \"handshake not_tls\"\n");
    is_written(&l, ACCESS_JSON, ADDRESS_FULL,
               "{\"time\":\"2024-05-01T08:00:00Z\",\"address\":\"192.0.2.7\",\"protocol\":\"gemini\","
               "\"handshake\":\"not_tls\"}\n");
    is_written(&l, ACCESS_JSON, ADDRESS_HIDDEN,
               "{\"time\":\"2024-05-01T08:00:00Z\",\"protocol\":\"gemini\",\"handshake\":\"not_tls\"}\n");
}

static void ten_of_them_are_told_in_a_second(void **state)
{
    (void)state;
    struct access_log log;
    access_log_init(&log, &(struct net_log){.fd = -1});
    for (uint64_t second = 1; second < 4; second++) {
        unsigned told = 0;
        for (unsigned i = 0; i < 1000; i++)
            told += access_log_samples(&log, 1000 * second + i);
        assert_int_equal(told, 10);
    }
    access_log_finish(&log);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(combined_lines_are_as_web_servers_write_them),
        cmocka_unit_test(addresses_are_hidden_shortened_or_full),
        cmocka_unit_test(a_path_cannot_leave_its_line_its_quotes_or_steer_a_terminal),
        cmocka_unit_test(a_pipe_that_nobody_reads_costs_lines_but_no_time),
        cmocka_unit_test(lines_reach_a_file_together_and_whole),
        cmocka_unit_test(lines_from_before_a_change_are_in_the_old_file_and_all_others_in_the_new),
        cmocka_unit_test(a_change_leaves_no_half_of_a_line_in_the_new_file),
        cmocka_unit_test(without_a_descriptor_nothing_is_written),
        cmocka_unit_test(a_handshake_that_failed_has_a_line_of_its_own),
        cmocka_unit_test(ten_of_them_are_told_in_a_second),
    };
    return cmocka_run_group_tests_name("net/access_log", tests, NULL, NULL);
}
