#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "answer/web_shell.h"

static void whole(const struct web_shell *shell, struct buf *out)
{
    buf_init(out, SIZE_MAX);
    assert_int_equal(web_shell_begin(shell, out), OK);
    assert_int_equal(web_shell_main(out), OK);
    assert_int_equal(web_shell_footer(out), OK);
    assert_int_equal(web_shell_end(out), OK);
    buf_put_char(out, '\0');
}

static void what_there_is_not_has_no_element(void **state)
{
    (void)state;
    struct buf out;
    const struct web_shell shell = {
        .lang = STR("en"), .title = STR("T"), .site = STR("T"), .home = STR("/"), .skip = STR("Skip")};
    whole(&shell, &out);
    assert_string_equal(out.p,
                        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>T</title>\n"
                        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                        "<meta name=\"color-scheme\" content=\"light dark\">\n"
                        "<meta property=\"og:title\" content=\"T\">\n</head>\n<body>\n"
                        "<a class=\"skip\" href=\"#main\">Skip</a>\n<header class=\"site\">\n"
                        "<p class=\"name\"><a href=\"/\">T</a></p>\n</header>\n<main id=\"main\">\n</main>\n"
                        "<footer class=\"site\">\n</footer>\n</body>\n</html>\n");
    buf_finish(&out);
}

static void nothing_of_an_author_is_markup(void **state)
{
    (void)state;
    struct buf out;
    const struct web_shell shell = {.lang = STR("\"><l>"),
                                    .title = STR("<t>\" &"),
                                    .site = STR("</title><s>"),
                                    .home = STR("/\"><h>"),
                                    .skip = STR("<k>"),
                                    .description = STR("\"><d>"),
                                    .canonical = STR("https://e.example/\"><c>"),
                                    .gemini = STR("gemini://e.example/'<g>"),
                                    .feed = STR("javascript:f"),
                                    .styles = {STR("/a b.css"), STR("")}};
    whole(&shell, &out);
    static const char *const signs[] = {"<t>", "<s>", "<h>", "<k>", "<d>", "<c>", "<g>", "<l>", "javascript"};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        assert_null(strstr(out.p, signs[i]));
    assert_non_null(strstr(out.p, "<title>&lt;t&gt;&quot; &amp; · &lt;/title&gt;&lt;s&gt;</title>"));
    assert_non_null(strstr(out.p, "<link rel=\"canonical\" href=\"https://e.example/%22%3E%3Cc%3E\">"));
    assert_non_null(strstr(out.p, "<link rel=\"stylesheet\" href=\"/a%20b.css\">\n</head>"));
    buf_finish(&out);
}

static void a_page_that_leads_on_says_where(void **state)
{
    (void)state;
    struct buf out;
    buf_init(&out, SIZE_MAX);
    assert_int_equal(web_shell_moved(STR("/b/\"x/"), STR("https://e.example/b/\"x/"), &out), OK);
    buf_put_char(&out, '\0');
    assert_non_null(strstr(out.p, "<meta http-equiv=\"refresh\" content=\"0; url=/b/%22x/\">"));
    assert_non_null(strstr(out.p, "<link rel=\"canonical\" href=\"https://e.example/b/%22x/\">"));
    assert_non_null(strstr(out.p, "<a href=\"/b/%22x/\">https://e.example/b/%22x/</a>"));
    buf_finish(&out);
}

static void a_full_buffer_is_an_error(void **state)
{
    (void)state;
    const struct web_shell shell = {.lang = STR("en"), .title = STR("T"), .site = STR("T"), .home = STR("/")};
    struct buf out;
    buf_init(&out, 40);
    assert_int_equal(web_shell_begin(&shell, &out), ERR_LIMIT);
    buf_finish(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_there_is_not_has_no_element),
        cmocka_unit_test(nothing_of_an_author_is_markup),
        cmocka_unit_test(a_page_that_leads_on_says_where),
        cmocka_unit_test(a_full_buffer_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
