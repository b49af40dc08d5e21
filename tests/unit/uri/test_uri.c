#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "uri/uri.h"

static struct arena *arena;

static int setup(void **state)
{
    (void)state;
    arena = arena_create();
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    arena_destroy(arena);
    return 0;
}

#define assert_str(actual, expected)                                                                                   \
    do {                                                                                                               \
        str actual_ = (actual);                                                                                        \
        assert_string_equal(arena_z(arena, actual_), (expected));                                                      \
    } while (0)

static void parts_are_views_of_the_input(void **state)
{
    (void)state;
    struct uri uri;
    assert_int_equal(uri_parse(STR("gemini://user@Example.org:1966/a//b/?q=1#frag"), &uri), OK);
    assert_str(uri.scheme, "gemini");
    assert_str(uri.userinfo, "user");
    assert_str(uri.host, "Example.org");
    assert_int_equal(uri.port, 1966);
    assert_str(uri.path, "/a//b/");
    assert_str(uri.query, "q=1");
    assert_str(uri.fragment, "frag");
}

static void absent_parts_are_told_from_empty_ones(void **state)
{
    (void)state;
    struct uri uri;
    assert_int_equal(uri_parse(STR("gemini://h"), &uri), OK);
    assert_false(uri.has_query || uri.has_fragment || uri.has_userinfo);
    assert_int_equal(uri.port, -1);
    assert_int_equal(uri.path.n, 0);
    assert_int_equal(uri_parse(STR("gemini://@h:/?#"), &uri), OK);
    assert_true(uri.has_query && uri.has_fragment && uri.has_userinfo);
    assert_int_equal(uri.port, -1);
    assert_str(uri.path, "/");
    assert_int_equal(uri_parse(STR("gemini://[::1]:65535/"), &uri), OK);
    assert_str(uri.host, "::1");
    assert_int_equal(uri.port, 65535);
    assert_int_equal(uri_parse(STR(""), &uri), OK);
    assert_false(uri.has_scheme);
}

static void what_rfc_3986_forbids_is_refused(void **state)
{
    (void)state;
    static const str bad[] = {STR_INIT("gemini://h/ a"),       STR_INIT("gemini://h/%zz"), STR_INIT("gemini://h/%4"),
                              STR_INIT("gemini://h:65536/"),   STR_INIT("gemini://h:x/"),  STR_INIT("gemini://[::1/"),
                              STR_INIT("gemini://h/\xc3\xa9"), STR_INIT("gemini://h/<a>"), STR_INIT("gemini://h/\\"),
                              STR_INIT("gemini://h/a\0b"),     STR_INIT("1gemini://h/"),   STR_INIT("gemini://h/\"")};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct uri uri;
        if (uri_parse(bad[i], &uri) != ERR_SYNTAX)
            fail_msg("accepted: %.*s", STR_ARG(bad[i]));
    }
}

static void references_resolve_as_rfc_3986_5_4_has_them(void **state)
{
    (void)state;
    static const char *const pairs[][2] = {
        {"g:h", "g:h"},
        {"g", "http://a/b/c/g"},
        {"./g", "http://a/b/c/g"},
        {"g/", "http://a/b/c/g/"},
        {"/g", "http://a/g"},
        {"//g", "http://g"},
        {"?y", "http://a/b/c/d;p?y"},
        {"g?y", "http://a/b/c/g?y"},
        {"#s", "http://a/b/c/d;p?q#s"},
        {"g#s", "http://a/b/c/g#s"},
        {"", "http://a/b/c/d;p?q"},
        {".", "http://a/b/c/"},
        {"..", "http://a/b/"},
        {"../g", "http://a/b/g"},
        {"../..", "http://a/"},
        {"../../g", "http://a/g"},
        {"../../../g", "http://a/g"},
        {"/./g", "http://a/g"},
        {"/../g", "http://a/g"},
        {"g.", "http://a/b/c/g."},
        {"..g", "http://a/b/c/..g"},
        {"./g/.", "http://a/b/c/g/"},
        {"g/../h", "http://a/b/c/h"},
        {"g;x=1/../y", "http://a/b/c/y"},
        {"g?y/../x", "http://a/b/c/g?y/../x"},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        str out;
        assert_int_equal(uri_resolve(STR("http://a/b/c/d;p?q"), str_of(pairs[i][0]), arena, &out), OK);
        assert_str(out, pairs[i][1]);
    }
}

static void a_path_never_becomes_a_host(void **state)
{
    (void)state;
    str out;
    assert_int_equal(uri_resolve(STR("data:/a/..//host/"), STR(""), arena, &out), OK);
    assert_str(out, "data:/.//host/");
    assert_int_equal(uri_resolve(STR("data:/a"), STR(".//host/x"), arena, &out), OK);
    assert_str(out, "data:/.//host/x");
    assert_int_equal(uri_resolve(STR("gemini://a/b"), STR("/.//host/x"), arena, &out), OK);
    assert_str(out, "gemini://a//host/x");
}

static void dot_segments_that_climb_are_told(void **state)
{
    (void)state;
    str out;
    assert_true(uri_remove_dots(STR("/a/./b/../c"), arena, &out));
    assert_str(out, "/a/c");
    assert_false(uri_remove_dots(STR("/a/../../b"), arena, &out));
    assert_str(out, "/b");
    assert_true(uri_remove_dots(STR("/a//b/"), arena, &out));
    assert_str(out, "/a//b/");
}

static void escapes_are_decoded_and_bad_ones_told(void **state)
{
    (void)state;
    str out;
    assert_str(uri_decode(STR("a%20b%zz%"), arena), "a b%zz%");
    assert_true(uri_decode_strict(STR("%E5%AD%97%25"), arena, &out));
    assert_str(out, "字%");
    assert_false(uri_decode_strict(STR("%00"), arena, &out));
    assert_false(uri_decode_strict(STR("%4"), arena, &out));
    assert_str(uri_encode_path(STR("/100%/字 a"), arena), "/100%25/%E5%AD%97%20a");
    assert_str(uri_encode_component(STR("a/b&c"), arena), "a%2Fb%26c");
}

static void urls_as_people_write_them_become_ascii(void **state)
{
    (void)state;
    static const char *const pairs[][2] = {
        {"https://例え.jp/路?q=字#節", "https://xn--r8jz45g.jp/%E8%B7%AF?q=%E5%AD%97#%E7%AF%80"},
        {"a file.txt", "a%20file.txt"},
        {"/100%/%20", "/100%25/%20"},
        {"https://h/a#b#c", "https://h/a#b%23c"},
        {"https://h/a[1]", "https://h/a%5B1%5D"},
        {"http://[::1]:80/", "http://[::1]:80/"},
        {"http://[::1é]:80/", "http://[::1%C3%A9]:80/"},
        {"mailto:a@b", "mailto:a@b"},
        {" /x\"<y> ", "/x%22%3Cy%3E"},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        assert_str(uri_fix(str_of(pairs[i][0]), arena), pairs[i][1]);
    assert_str(uri_fix(STR("a\0b:c"), arena), "a%00b:c"); /* NUL is no part of a scheme */
}

static void hosts_become_lower_case_a_labels(void **state)
{
    (void)state;
    str out;
    assert_int_equal(uri_host(STR("Example.ORG."), arena, &out), OK);
    assert_str(out, "example.org");
    assert_int_equal(uri_host(STR("Bücher.example"), arena, &out), OK);
    assert_str(out, "xn--bcher-kva.example");
    assert_int_equal(uri_host(STR("::1"), arena, &out), OK);
    assert_int_equal(uri_host(STR("2001:0DB8:0:0::0001"), arena, &out), OK);
    assert_str(out, "2001:db8::1");
    assert_int_equal(uri_host(STR("a_b.example"), arena, &out), OK);
    static const str bad[] = {STR_INIT("ex ample"), STR_INIT(""),    STR_INIT("a..b"),
                              STR_INIT("."),        STR_INIT("a/b"), STR_INIT("é ñ.example"),
                              STR_INIT("a\0b")};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_int_equal(uri_host(bad[i], arena, &out), ERR_SYNTAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parts_are_views_of_the_input),
        cmocka_unit_test(absent_parts_are_told_from_empty_ones),
        cmocka_unit_test(what_rfc_3986_forbids_is_refused),
        cmocka_unit_test(references_resolve_as_rfc_3986_5_4_has_them),
        cmocka_unit_test(a_path_never_becomes_a_host),
        cmocka_unit_test(dot_segments_that_climb_are_told),
        cmocka_unit_test(escapes_are_decoded_and_bad_ones_told),
        cmocka_unit_test(urls_as_people_write_them_become_ascii),
        cmocka_unit_test(hosts_become_lower_case_a_labels),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
