#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "protocol/proxy.h"

#include <string.h>

#define SIGNATURE "\r\n\r\n\0\r\nQUIT\n"
#define V4 "\xc0\x00\x02\x07\xc6\x33\x64\x01\x12\x34\x07\xad"

static enum parse parse(str in, struct proxy_header *h)
{
    size_t used = 0;
    enum parse parsed = proxy_parse(in, h, &used);
    if (parsed == PARSE_DONE)
        assert_int_equal(used, in.n);
    return parsed;
}

static const str good[] = {
    STR_INIT("PROXY TCP4 192.0.2.7 198.51.100.1 4660 1965\r\n"),
    STR_INIT("PROXY TCP6 2001:db8::7 2001:db8::1 65535 70\r\n"),
    STR_INIT("PROXY TCP6 ::ffff:192.0.2.7 ::1 0 70\r\n"),
    STR_INIT("PROXY UNKNOWN\r\n"),
    STR_INIT("PROXY UNKNOWN ffff:f...f:ffff ffff:f...f:ffff 65535 65535\r\n"),
    STR_INIT(SIGNATURE "\x21\x11\x00\x0c" V4),
    STR_INIT(SIGNATURE "\x21\x11\x00\x13" V4 "\x04\x00\x04\0\0\0\0"),
    STR_INIT(SIGNATURE "\x21\x21\x00\x24"
                       "\x20\x01\x0d\xb8\0\0\0\0\0\0\0\0\0\0\0\x07"
                       "\x20\x01\x0d\xb8\0\0\0\0\0\0\0\0\0\0\0\x01"
                       "\x12\x34\x00\x46"),
    STR_INIT(SIGNATURE "\x20\x00\x00\x00"),
    STR_INIT(SIGNATURE "\x20\x11\x00\x0c" V4),
    STR_INIT(SIGNATURE "\x20\xff\x00\x02zz"),
    STR_INIT(SIGNATURE "\x21\x00\x00\x03zzz"),
    STR_INIT(SIGNATURE "\x21\x12\x00\x00"),
    STR_INIT(SIGNATURE "\x21\x31\x00\x01z"),
};

static void a_good_header_is_done_and_each_prefix_wants_more(void **state)
{
    (void)state;
    struct proxy_header h;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        if (parse(good[i], &h) != PARSE_DONE)
            fail_msg("not done: number %zu", i);
        for (size_t n = 0; n < good[i].n; n++)
            if (parse(str_first(good[i], n), &h) != PARSE_MORE)
                fail_msg("number %zu does not want more after %zu bytes", i, n);
    }
}

static void the_source_is_what_the_header_says(void **state)
{
    (void)state;
    struct proxy_header h;
    parse(good[0], &h);
    assert_true(h.has_source && !h.is_v6 && h.port == 4660);
    assert_memory_equal(h.source, "\xc0\x00\x02\x07", 4);
    assert_memory_equal(h.target, "\xc6\x33\x64\x01", 4);
    parse(good[1], &h);
    assert_true(h.has_source && h.is_v6 && h.port == 65535);
    assert_memory_equal(h.source, "\x20\x01\x0d\xb8\0\0\0\0\0\0\0\0\0\0\0\x07", 16);
    for (size_t i = 5; i < 7; i++) {
        parse(good[i], &h);
        assert_true(h.has_source && !h.is_v6 && h.port == 0x1234);
        assert_memory_equal(h.source, "\xc0\x00\x02\x07", 4);
    }
    parse(good[7], &h);
    assert_true(h.has_source && h.is_v6 && h.port == 0x1234);
    assert_memory_equal(h.source, "\x20\x01\x0d\xb8\0\0\0\0\0\0\0\0\0\0\0\x07", 16);
}

static void unknown_and_local_leave_the_address_alone(void **state)
{
    (void)state;
    static const size_t silent[] = {3, 4, 8, 9, 10, 11, 12, 13};
    struct proxy_header h;
    for (size_t i = 0; i < sizeof silent / sizeof *silent; i++) {
        assert_int_equal(parse(good[silent[i]], &h), PARSE_DONE);
        assert_false(h.has_source);
    }
}

static void bytes_after_the_header_are_left_alone(void **state)
{
    (void)state;
    struct proxy_header h;
    size_t used = 0;
    assert_int_equal(proxy_parse(STR("PROXY TCP4 192.0.2.7 198.51.100.1 1 2\r\nPROXY x"), &h, &used), PARSE_DONE);
    assert_int_equal(used, 39);
    assert_int_equal(proxy_parse(STR(SIGNATURE "\x21\x11\x00\x0c" V4 "\x16\x03"), &h, &used), PARSE_DONE);
    assert_int_equal(used, 28);
}

static void what_is_malformed_is_bad(void **state)
{
    (void)state;
    static const str bad[] = {
        STR_INIT("X"),
        STR_INIT("PROXI"),
        STR_INIT("\x16\x03\x01"),
        STR_INIT("gemini://h/\r\n"),
        STR_INIT("proxy TCP4"),
        STR_INIT("PROXY \r\n"),
        STR_INIT("PROXY TCP4\r\n"),
        STR_INIT("PROXY TCP5 192.0.2.7 198.51.100.1 1 2\r\n"),
        STR_INIT("PROXY UDP4 192.0.2.7 198.51.100.1 1 2\r\n"),
        STR_INIT("PROXY TCP4 192.0.2.7 198.51.100.1 1\r\n"),
        STR_INIT("PROXY TCP4 192.0.2.7 198.51.100.1 1 2 3\r\n"),
        STR_INIT("PROXY TCP4  192.0.2.7 198.51.100.1 1 2\r\n"),
        STR_INIT("PROXY TCP4 192.0.2.7 198.51.100.1 1 65536\r\n"),
        STR_INIT("PROXY TCP4 192.0.2.7 198.51.100.1 -1 2\r\n"),
        STR_INIT("PROXY TCP4 192.0.2.7 198.51.100.1 01 2\r\n"),
        STR_INIT("PROXY TCP4 192.0.2.7 198.51.100.1 99999999999999999999 2\r\n"),
        STR_INIT("PROXY TCP4 192.0.2.256 198.51.100.1 1 2\r\n"),
        STR_INIT("PROXY TCP4 2001:db8::7 2001:db8::1 1 2\r\n"),
        STR_INIT("PROXY TCP6 192.0.2.7 198.51.100.1 1 2\r\n"),
        STR_INIT("PROXY TCP4 192.0.2.7\0 198.51.100.1 1 2\r\n"),
        STR_INIT("PROXY TCP4 192.0.2.7 198.51.100.1 1 2\n"),
        STR_INIT("PROXY TCP4 192.0.2.7 198.51.100.1 1 2\rx"),
        STR_INIT(SIGNATURE "\x11"),
        STR_INIT(SIGNATURE "\x22"),
        STR_INIT(SIGNATURE "\x01"),
        STR_INIT(SIGNATURE "\x21\x11\x00\x0b\xc0\x00\x02\x07\xc6\x33\x64\x01\x12\x34\x07"),
        STR_INIT(SIGNATURE "\x21\x21\x00\x0c" V4),
        STR_INIT(SIGNATURE "\x21\x13\x00\x00"),
        STR_INIT(SIGNATURE "\x21\x41\x00\x00"),
        STR_INIT(SIGNATURE "\x21\x11\xff\xff"),
        STR_INIT("\r\n\r\n\0\r\nQUIT\r"),
    };
    struct proxy_header h;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (parse(bad[i], &h) != PARSE_BAD)
            fail_msg("not refused: number %zu", i);
}

static void a_line_of_107_bytes_is_the_longest_of_version_1(void **state)
{
    (void)state;
    char line[200] = "PROXY UNKNOWN ";
    memset(line + 14, 'x', sizeof line - 14);
    memcpy(line + 105, "\r\n", 2);
    struct proxy_header h;
    assert_int_equal(parse((str){line, 107}, &h), PARSE_DONE);
    memcpy(line + 105, "x\r\n", 3);
    assert_int_equal(parse((str){line, 106}, &h), PARSE_MORE);
    assert_int_equal(parse((str){line, 107}, &h), PARSE_BAD);
    assert_int_equal(parse((str){line, 108}, &h), PARSE_BAD);
}

static void a_header_of_2048_bytes_is_the_longest_of_version_2(void **state)
{
    (void)state;
    char header[PROXY_HEADER_MAX] = SIGNATURE "\x21\x11\x07\xf0" V4;
    struct proxy_header h;
    assert_int_equal(parse((str){header, sizeof header}, &h), PARSE_DONE);
    assert_true(h.has_source);
    assert_int_equal(parse((str){header, sizeof header - 1}, &h), PARSE_MORE);
    header[15] = '\xf1';
    assert_int_equal(parse((str){header, 16}, &h), PARSE_BAD);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_good_header_is_done_and_each_prefix_wants_more),
        cmocka_unit_test(the_source_is_what_the_header_says),
        cmocka_unit_test(unknown_and_local_leave_the_address_alone),
        cmocka_unit_test(bytes_after_the_header_are_left_alone),
        cmocka_unit_test(what_is_malformed_is_bad),
        cmocka_unit_test(a_line_of_107_bytes_is_the_longest_of_version_1),
        cmocka_unit_test(a_header_of_2048_bytes_is_the_longest_of_version_2),
    };
    return cmocka_run_group_tests_name("protocol/proxy", tests, NULL, NULL);
}
