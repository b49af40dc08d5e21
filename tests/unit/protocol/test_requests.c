#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "protocol/gemini.h"
#include "protocol/gopher.h"
#include "protocol/mime.h"

#include <string.h>

static enum parse gemini(str in)
{
    struct gemini_request request;
    struct arena *arena = arena_create();
    size_t used;
    enum parse parsed = gemini_parse(in, arena, &request, &used);
    arena_destroy(arena);
    return parsed;
}

static enum parse gopher(str in, struct gopher_request *request)
{
    size_t used;
    return gopher_parse(in, request, &used);
}

static void good_gemini_request_is_done_and_each_prefix_wants_more(void **state)
{
    (void)state;
    static const str good[] = {STR_INIT("gemini://h\r\n"),
                               STR_INIT("gemini://h/\r\n"),
                               STR_INIT("GEMINI://H.Example:1965/a%20b?c=d\r\n"),
                               STR_INIT("gemini://[::1]/x\r\n"),
                               STR_INIT("https://other/\r\n"),
                               STR_INIT("gemini://h./?%E6%9C%88%0A\r\n"),
                               STR_INIT("titan://h/f;size=1\r\n")};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        assert_int_equal(gemini(good[i]), PARSE_DONE);
        for (size_t n = 0; n < good[i].n; n++)
            assert_int_equal(gemini(str_first(good[i], n)), PARSE_MORE);
    }
}

static void bytes_after_the_line_are_left_alone(void **state)
{
    (void)state;
    struct gemini_request request;
    struct arena *arena = arena_create();
    size_t used = 0;
    assert_int_equal(gemini_parse(STR("gemini://h/\r\nmore\r\n"), arena, &request, &used), PARSE_DONE);
    assert_int_equal(used, 13);
    assert_true(str_eq(request.text, STR("gemini://h/")));
    arena_destroy(arena);
}

static void letters_as_typed_are_escaped_in_path_and_query(void **state)
{
    (void)state;
    struct gemini_request request;
    struct arena *arena = arena_create();
    size_t used = 0;
    assert_int_equal(gemini_parse(STR("gemini://h/\xe6\x9c\x88%20?\xc3\xa9\r\n"), arena, &request, &used), PARSE_DONE);
    assert_int_equal(used, 22);
    assert_true(str_eq(request.uri.path, STR("/%E6%9C%88%20")));
    assert_true(str_eq(request.uri.query, STR("%C3%A9")));
    arena_destroy(arena);
}

static void gemini_uri_of_1024_bytes_is_the_longest(void **state)
{
    (void)state;
    char line[2000] = "gemini://h/";
    memset(line + 11, 'a', sizeof line - 11);
    memcpy(line + 1024, "\r\n", 2);
    assert_int_equal(gemini((str){line, 1026}), PARSE_DONE);
    memset(line + 11, 'a', sizeof line - 11);
    assert_int_equal(gemini((str){line, 1024}), PARSE_MORE);
    assert_int_equal(gemini((str){line, 1025}), PARSE_BAD);
}

static void bad_gemini_requests_are_refused(void **state)
{
    (void)state;
    static const str bad[] = {
        STR_INIT("\r\n"),
        STR_INIT("/relative\r\n"),
        STR_INIT("//h/\r\n"),
        STR_INIT("gemini:/h\r\n"),
        STR_INIT("gemini:///\r\n"),
        STR_INIT("gemini://u@h/\r\n"),
        STR_INIT("gemini://h/#f\r\n"),
        STR_INIT("gemini://h/%zz\r\n"),
        STR_INIT("gemini://h/%00\r\n"),
        STR_INIT("gemini://h/ a\r\n"),
        STR_INIT("gemini://\xc3\xa9/\r\n"),
        STR_INIT("gemini://h\xc3\xa9:1965/\r\n"),
        STR_INIT("\xc3\xa9://h/\r\n"),
        STR_INIT("gemini://h/\xc3\r\n"),
        STR_INIT("gemini://h/\xc2\x9b\r\n"),
        STR_INIT("gemini://h/?\xef\xbb\xbf\r\n"),
        STR_INIT("\xef\xbb\xbfgemini://h/\r\n"),
        STR_INIT("gemini://h/\t\r\n"),
        STR_INIT("gemini://h/\0\r\n"),
        STR_INIT("gemini://h/\rx\r\n"),
        STR_INIT("gemini://h:99999/\r\n"),
        STR_INIT("gemini://h/\n\r\n"),
        STR_INIT("\ngemini://h/\r\n"),
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (gemini(bad[i]) != PARSE_BAD)
            fail_msg("not refused: number %zu", i);
}

static void bare_lf_is_never_answered(void **state)
{
    (void)state;
    assert_int_equal(gemini(STR("gemini://h/\n")), PARSE_MORE);
    assert_int_equal(gemini(STR("gemini://h/\nmore\nlines\n")), PARSE_MORE);
    assert_int_equal(gemini(STR("\n")), PARSE_MORE);
}

static void header_refuses_what_would_break_the_line(void **state)
{
    (void)state;
    struct buf out;
    buf_init(&out, 4096);
    assert_int_equal(gemini_put_header(&out, 20, STR("text/gemini")), OK);
    assert_true(str_eq(buf_str(&out), STR("20 text/gemini\r\n")));
    assert_int_equal(gemini_put_header(&out, 20, STR("a\r\nb")), ERR_SYNTAX);
    assert_int_equal(gemini_put_header(&out, 21, STR("x")), ERR_SYNTAX);
    buf_finish(&out);
}

static void gopher_request_takes_crlf_and_lf(void **state)
{
    (void)state;
    struct gopher_request r;
    assert_int_equal(gopher(STR(""), &r), PARSE_MORE);
    assert_int_equal(gopher(STR("/a"), &r), PARSE_MORE);
    assert_int_equal(gopher(STR("/a\r"), &r), PARSE_MORE);
    assert_int_equal(gopher(STR("/a\r\n"), &r), PARSE_DONE);
    assert_true(str_eq(r.selector, STR("/a")));
    assert_int_equal(gopher(STR("\n"), &r), PARSE_DONE);
    assert_int_equal(r.selector.n, 0);
    assert_int_equal(gopher(STR("/s\t漢 字\r\n"), &r), PARSE_DONE);
    assert_true(r.has_search && str_eq(r.search, STR("漢 字")));
    assert_int_equal(gopher(STR("/a\0b\r\n"), &r), PARSE_BAD);
}

static void each_prefix_of_a_good_gopher_request_wants_more(void **state)
{
    (void)state;
    static const str good[] = {
        STR_INIT("\r\n"),         STR_INIT("/a\n"),    STR_INIT("/漢\r\n"),           STR_INIT("/s\twords\r\n"),
        STR_INIT("/s\tw\t+\r\n"), STR_INIT("\t$\r\n"), STR_INIT("URL:http://h/\r\n"), STR_INIT("GET / HTTP/1.1\r\n")};
    struct gopher_request r;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        assert_int_equal(gopher(good[i], &r), PARSE_DONE);
        for (size_t n = 0; n < good[i].n; n++)
            assert_int_equal(gopher(str_first(good[i], n), &r), PARSE_MORE);
    }
}

static void endless_selector_is_cut_off_at_once(void **state)
{
    (void)state;
    char line[1100];
    struct gopher_request r;
    memset(line, 'a', sizeof line);
    assert_int_equal(gopher((str){line, 1024}, &r), PARSE_MORE);
    assert_int_equal(gopher((str){line, 1025}, &r), PARSE_BAD);
}

static void probes_of_other_protocols_are_recognised(void **state)
{
    (void)state;
    struct gopher_request r;
    assert_int_equal(gopher(STR("/a\t+\r\n"), &r), PARSE_DONE);
    assert_int_equal(r.plus, '+');
    assert_false(r.has_search);
    assert_int_equal(gopher(STR("\t$\r\n"), &r), PARSE_DONE);
    assert_int_equal(r.plus, '$');
    assert_int_equal(gopher(STR("/s\twords\t+\r\n"), &r), PARSE_DONE);
    assert_true(r.has_search && r.plus == '+');
    assert_int_equal(gopher(STR("GET / HTTP/1.1\r\n"), &r), PARSE_DONE);
    assert_true(r.is_http);
    assert_int_equal(gopher(STR("\x16\x03\x01\x02"), &r), PARSE_DONE);
    assert_true(r.is_tls);
}

static void menu_line_has_four_fields_whatever_is_put_in(void **state)
{
    (void)state;
    struct buf out;
    buf_init(&out, 65536);
    struct gopher_item item = {'1', STR("a\tb\r\nc\033"), STR("/x\t"), STR("h"), 70};
    assert_int_equal(gopher_put_item(&out, &item), OK);
    assert_true(str_eq(buf_str(&out), STR("1a b  c \t/x \th\t70\r\n")));
    buf_clear(&out);
    item.display = STR("c1 \xc2\x9b"
                       "31m \xc2\xa0 é");
    assert_int_equal(gopher_put_item(&out, &item), OK);
    assert_true(str_starts(buf_str(&out), STR("1c1  31m \xc2\xa0 é\t")));
    buf_clear(&out);
    assert_int_equal(gopher_put_info(&out, STR("=> x")), OK);
    assert_true(str_starts(buf_str(&out), STR("i => x\t")));
    buf_clear(&out);
    assert_int_equal(gopher_put_info(&out, STR("\xef\xbb\xbf=> x")), OK);
    assert_true(str_starts(buf_str(&out), STR("i => x\t")));
    buf_clear(&out);
    char long_text[2000];
    memset(long_text, 'a', sizeof long_text);
    item.display = (str){long_text, sizeof long_text};
    assert_int_equal(gopher_put_item(&out, &item), ERR_LIMIT);
    assert_int_equal(out.n, 0);
    buf_finish(&out);
}

static void mime_types_are_found_by_extension(void **state)
{
    (void)state;
    struct mime_table *table = mime_create();
    assert_true(str_eq(mime_of(table, STR("a/b.GMI")), STR("text/gemini")));
    assert_true(str_eq(mime_of(table, STR("a.b/c")), STR("application/octet-stream")));
    assert_true(str_eq(mime_of(table, STR("x.odd")), STR("application/octet-stream")));
    assert_true(str_eq(mime_of(table, STR("a/LICENSE")), STR("text/plain")));
    mime_add(table, STR("# comment\napplication/x-odd\todd odder # more\ntext/evil gmi\n"));
    assert_true(str_eq(mime_of(table, STR("x.odder")), STR("application/x-odd")));
    assert_true(str_eq(mime_of(table, STR("x.gmi")), STR("text/gemini")));
    assert_int_equal(mime_gopher_type(STR("image/gif")), 'g');
    assert_int_equal(mime_gopher_type(STR("application/pdf")), '9');
    mime_destroy(table);
}

static void builtin_extensions_are_all_found(void **state)
{
    (void)state;
    static const char *const names[] = {"x.7z", "x.c",   "x.h",   "x.html", "x.jpeg",
                                        "x.md", "x.mp3", "x.png", "x.zst",  "x.yml"};
    struct mime_table *table = mime_create();
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        assert_false(str_eq(mime_of(table, str_of(names[i])), STR("application/octet-stream")));
    mime_destroy(table);
}

static void parameters_of_titan_are_no_part_of_what_is_logged(void **state)
{
    static const struct {
        const char *gemini, *gopher, *path;
    } rows[] = {
        {"titan://h/x;size=3;token=SECRET", "titan://h/x;size=3;token=SECRET", "/x"},
        {"TiTaN://h/x;SECRET", "/titan://h/x;SECRET", "/x"},
        {"titan://h/a%3Bb;token=SECRET", "GET titan://h/a%3btoken=SECRET HTTP/1.0", "/a"},
        {"titan://h/x%253btoken%3dSECRET", "URL:TITAN://h/x%25253Btoken%3dSECRET", "/x"},
        {"titan+x://h/x;token=SECRET", "/x;token=SECRET", "/x"},
        {"gemini://h/x;token=SECRET", "x%3Btoken=SECRET", "/x"},
        {"gemini://h/x%3b%74oken%3dSECRET", "/x;%74oken%3dSECRET", "/x"},
        {"gemini://h/a;b.gmi", "/a;b.gmi", "/a;b.gmi"},
        {"gemini://h/a=b;c", "/a=b;c", "/a=b;c"},
        {"gemini://h/%25.gmi", "/%.gmi", "/%25.gmi"},
        {"https://h/;", "", ""},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct uri uri;
        assert_int_equal(uri_parse(str_of(rows[i].gemini), &uri), OK);
        str path = gemini_path(&uri), selector = gopher_path(str_of(rows[i].gopher));
        if (rows[i].path[0] && !str_eq(path, str_of(rows[i].path)))
            fail_msg("%s: %.*s", rows[i].gemini, STR_ARG(path));
        if (str_find(selector, STR("SECRET")) != STR_NONE || str_has_char(selector, ';') != (i == 7 || i == 8))
            fail_msg("%s: %.*s", rows[i].gopher, STR_ARG(selector));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(good_gemini_request_is_done_and_each_prefix_wants_more),
        cmocka_unit_test(bytes_after_the_line_are_left_alone),
        cmocka_unit_test(gemini_uri_of_1024_bytes_is_the_longest),
        cmocka_unit_test(letters_as_typed_are_escaped_in_path_and_query),
        cmocka_unit_test(bad_gemini_requests_are_refused),
        cmocka_unit_test(bare_lf_is_never_answered),
        cmocka_unit_test(header_refuses_what_would_break_the_line),
        cmocka_unit_test(gopher_request_takes_crlf_and_lf),
        cmocka_unit_test(each_prefix_of_a_good_gopher_request_wants_more),
        cmocka_unit_test(endless_selector_is_cut_off_at_once),
        cmocka_unit_test(probes_of_other_protocols_are_recognised),
        cmocka_unit_test(menu_line_has_four_fields_whatever_is_put_in),
        cmocka_unit_test(mime_types_are_found_by_extension),
        cmocka_unit_test(builtin_extensions_are_all_found),
        cmocka_unit_test(parameters_of_titan_are_no_part_of_what_is_logged),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
