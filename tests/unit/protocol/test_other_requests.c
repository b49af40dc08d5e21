#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "protocol/finger.h"
#include "protocol/nex.h"
#include "protocol/spartan.h"

#include <string.h>

static enum parse spartan(str in, struct spartan_request *request)
{
    size_t used = 0;
    enum parse parsed = spartan_parse(in, request, &used);
    if (parsed == PARSE_DONE)
        assert_true(used <= in.n);
    return parsed;
}

static void each_prefix_of_a_spartan_request_wants_more(void **state)
{
    (void)state;
    struct spartan_request request;
    static const str good[] = {STR_INIT("localhost / 0\r\n"), STR_INIT("localhost /a%20b 5\r\nx=1 y"),
                               STR_INIT("xn--bcher-kva.example /~a 0000\r\n"), STR_INIT("[::1] /x 1\r\n\n")};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        assert_int_equal(spartan(good[i], &request), PARSE_DONE);
        for (size_t n = 0; n < good[i].n; n++)
            assert_int_equal(spartan(str_first(good[i], n), &request), PARSE_MORE);
    }
}

static void spartan_data_are_as_long_as_announced(void **state)
{
    (void)state;
    struct spartan_request request;
    assert_int_equal(spartan(STR("h /search 4\r\nmoonlight"), &request), PARSE_DONE);
    assert_true(str_eq(request.host, STR("h")) && str_eq(request.path, STR("/search")));
    assert_true(str_eq(request.data, STR("moon")));
    assert_int_equal(spartan(STR("h /search 1025\r\n"), &request), PARSE_DONE);
    assert_true(request.has_too_much && !request.data.n);
    assert_int_equal(spartan(STR("h / 99999999999999999999999999\r\n"), &request), PARSE_DONE);
    assert_true(request.has_too_much);
    assert_int_equal(spartan(STR("h / 1024\r\n"), &request), PARSE_MORE);
}

static void odd_spartan_lines_are_bad(void **state)
{
    (void)state;
    struct spartan_request request;
    static const str bad[] = {
        STR_INIT("\r\n"),
        STR_INIT("h\r\n"),
        STR_INIT("h /\r\n"),
        STR_INIT("h / \r\n"),
        STR_INIT("h x 0\r\n"),
        STR_INIT("h  / 0\r\n"),
        STR_INIT("h / 0 \r\n"),
        STR_INIT("h / -1\r\n"),
        STR_INIT("h / 0x1\r\n"),
        STR_INIT("h /%00 0\r\n"),
        STR_INIT("h / 0\n"),
        STR_INIT("h / 0\rx"),
        STR_INIT("h /\x80 0\r\n"),
        STR_INIT("h /\t 0\r\n"),
        STR_INIT(" / 0\r\n"),
        STR_INIT("h /a b 0\r\n"),
        STR_INIT("GET / HTTP/1.0\r\n"),
        STR_INIT("\x16\x03\x01"),
        STR_INIT("spartan://h/\r\n"),
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_int_equal(spartan(bad[i], &request), PARSE_BAD);
    char line[SPARTAN_LINE_MAX + 1];
    memset(line, 'a', sizeof line);
    assert_int_equal(spartan((str){line, SPARTAN_LINE_MAX}, &request), PARSE_MORE);
    assert_int_equal(spartan((str){line, SPARTAN_LINE_MAX + 1}, &request), PARSE_BAD);
}

static void spartan_header_is_one_line(void **state)
{
    (void)state;
    struct buf out;
    buf_init(&out, SIZE_MAX);
    assert_int_equal(spartan_put_header(&out, SPARTAN_OK, STR("text/plain")), OK);
    assert_true(str_eq(buf_str(&out), STR("2 text/plain\r\n")));
    assert_int_equal(spartan_put_header(&out, SPARTAN_REDIRECT, STR("/a\r\nb")), ERR_SYNTAX);
    assert_int_equal(spartan_put_header(&out, 20, STR("text/plain")), ERR_SYNTAX);
    assert_int_equal(spartan_put_header(&out, 1, STR("")), ERR_SYNTAX);
    buf_finish(&out);
}

static void finger_names_a_user_or_nobody(void **state)
{
    (void)state;
    static const struct {
        str line, user;
        bool forwards;
    } rows[] = {
        {STR_INIT("\r\n"), STR_INIT(""), false},
        {STR_INIT("\n"), STR_INIT(""), false},
        {STR_INIT("bob\r\n"), STR_INIT("bob"), false},
        {STR_INIT("/W\r\n"), STR_INIT(""), false},
        {STR_INIT("/W bob\r\n"), STR_INIT("bob"), false},
        {STR_INIT("/w  bob \n"), STR_INIT("bob"), false},
        {STR_INIT("/Web\r\n"), STR_INIT("/Web"), false},
        {STR_INIT("a@b\r\n"), STR_INIT("a@b"), true},
        {STR_INIT("林雨潔\r\n"), STR_INIT("林雨潔"), false},
    };
    struct finger_request request;
    size_t used;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_int_equal(finger_parse(rows[i].line, &request, &used), PARSE_DONE);
        assert_int_equal(used, rows[i].line.n);
        assert_true(str_eq(request.user, rows[i].user));
        assert_int_equal(request.forwards, rows[i].forwards);
        assert_int_equal(finger_parse(str_first(rows[i].line, rows[i].line.n - 1), &request, &used), PARSE_MORE);
    }
}

static void odd_finger_lines_are_bad(void **state)
{
    (void)state;
    struct finger_request request;
    size_t used;
    char line[FINGER_LINE_MAX + 3];
    assert_int_equal(finger_parse(STR("a\x01\r\n"), &request, &used), PARSE_BAD);
    assert_int_equal(finger_parse(STR("\xff\r\n"), &request, &used), PARSE_BAD);
    memset(line, 'a', sizeof line);
    assert_int_equal(finger_parse((str){line, FINGER_LINE_MAX + 1}, &request, &used), PARSE_MORE);
    assert_int_equal(finger_parse((str){line, FINGER_LINE_MAX + 2}, &request, &used), PARSE_BAD);
    memcpy(line + FINGER_LINE_MAX, "\r\n", 2);
    assert_int_equal(finger_parse((str){line, FINGER_LINE_MAX + 2}, &request, &used), PARSE_DONE);
}

static void nex_names_a_path(void **state)
{
    (void)state;
    static const struct {
        str line, path;
    } rows[] = {
        {STR_INIT("\n"), STR_INIT("")},       {STR_INIT("\r\n"), STR_INIT("")},
        {STR_INIT("/\n"), STR_INIT("/")},     {STR_INIT("/about.txt\r\n"), STR_INIT("/about.txt")},
        {STR_INIT("d/\n"), STR_INIT("d/")},   {STR_INIT(" a b\n"), STR_INIT(" a b")},
        {STR_INIT("/潮\n"), STR_INIT("/潮")},
    };
    struct nex_request request;
    size_t used;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_int_equal(nex_parse(rows[i].line, &request, &used), PARSE_DONE);
        assert_int_equal(used, rows[i].line.n);
        assert_true(str_eq(request.path, rows[i].path));
        assert_int_equal(nex_parse(str_first(rows[i].line, rows[i].line.n - 1), &request, &used), PARSE_MORE);
    }
}

static void odd_nex_lines_are_bad(void **state)
{
    (void)state;
    struct nex_request request;
    size_t used;
    char line[NEX_LINE_MAX + 2];
    memset(line, 'a', sizeof line);
    assert_int_equal(nex_parse((str){line, NEX_LINE_MAX + 1}, &request, &used), PARSE_MORE);
    assert_int_equal(nex_parse((str){line, NEX_LINE_MAX + 2}, &request, &used), PARSE_BAD);
    assert_int_equal(nex_parse(STR("/a\tb\n"), &request, &used), PARSE_BAD);
    assert_int_equal(nex_parse(STR("/\xc3\n"), &request, &used), PARSE_BAD);
    assert_int_equal(nex_parse(STR("\x16\x03\x01\n"), &request, &used), PARSE_BAD);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_prefix_of_a_spartan_request_wants_more),
        cmocka_unit_test(spartan_data_are_as_long_as_announced),
        cmocka_unit_test(odd_spartan_lines_are_bad),
        cmocka_unit_test(spartan_header_is_one_line),
        cmocka_unit_test(finger_names_a_user_or_nobody),
        cmocka_unit_test(odd_finger_lines_are_bad),
        cmocka_unit_test(nex_names_a_path),
        cmocka_unit_test(odd_nex_lines_are_bad),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
