#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "content/document.h"
#include "render/render.h"

/* Nodes of CommonMark are written as cmark writes them. */
static const char *const sources[] = {
    "# a *b* **c**\n\nd & e < f > g \"h\"\n\n## i\n\n---\n\nj  \nk\nl\\\nm `n < o`\n",
    "> a\n>\n> b\n>> c\n\n> # d\n",
    "- a\n- b\n  - c\n    1. d\n    2. e\n\n  f\n- g\n\n3. h\n4. i\n\n   > j\n",
    "- tight\n- list\n\n* loose\n\n* list\n\n        code\n",
    "```c++ numbered\nif (a < b && c)\n\t\"d\";\n```\n\n    e\n\n~~~ &amp;\n~~~\n",
    "[a](https://example.org/b?c=d&e=f 'g \"h\" & i') [j](#k) [l](#m\"n<o>'é\\[) <https://example.org/p>\n",
    "![a *b* `c`\nd [e](#f) ![g](#h)](#i \"j & k\") [![l](#m)](#n)\n",
    "&copy; &#35; é 月球 🚀 \\* \\\\ a*b*c\n",
    "",
    "- \n- a\n\n1. \n",
};

static void check(const char *source)
{
    const struct page page = {.title = STR("")};
    struct document document = {.page = &page, .title = STR("")};
    const struct link_scope scope = {.protocol = LINK_GEMINI};
    document.root = cmark_parse_document(source, strlen(source), CMARK_OPT_DEFAULT);
    char *wanted = cmark_render_html(document.root, CMARK_OPT_DEFAULT);
    struct buf got;
    buf_init(&got, SIZE_MAX);
    assert_int_equal(render_html(&document, &scope, NULL, &got), OK);
    buf_put_char(&got, '\0');
    assert_string_equal(got.p, wanted);
    buf_finish(&got);
    free(wanted);
    cmark_node_free(document.root);
}

static void html_of_commonmark_is_what_cmark_makes_of_it(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof sources / sizeof *sources; i++)
        check(sources[i]);
}

static void an_address_that_nobody_may_follow_leaves_its_words(void **state)
{
    (void)state;
    static const char source[] = "[a](javascript:b) [*c*](DATA:text/html,d) [e](vbscript:f) [g](file:///h) ![i](#j)\n";
    const struct page page = {.title = STR("")};
    struct document document = {.page = &page, .title = STR("")};
    const struct link_scope scope = {.protocol = LINK_GEMINI};
    document.root = cmark_parse_document(source, sizeof source - 1, CMARK_OPT_DEFAULT);
    struct buf got;
    buf_init(&got, SIZE_MAX);
    assert_int_equal(render_html(&document, &scope, NULL, &got), OK);
    buf_put_char(&got, '\0');
    assert_string_equal(got.p, "<p>a <em>c</em> e g <img src=\"#j\" alt=\"i\" /></p>\n");
    buf_finish(&got);
    cmark_node_free(document.root);
}

static void html_beyond_its_limit_is_an_error(void **state)
{
    (void)state;
    const struct page page = {.title = STR("")};
    struct document document = {.page = &page, .title = STR("")};
    const struct link_scope scope = {.protocol = LINK_GEMINI};
    document.root = cmark_parse_document("a *b*\n", 6, CMARK_OPT_DEFAULT);
    for (size_t max = 0; max < 18; max++) {
        struct buf out;
        buf_init(&out, max);
        assert_int_equal(render_html(&document, &scope, NULL, &out), ERR_LIMIT);
        buf_finish(&out);
    }
    cmark_node_free(document.root);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(html_of_commonmark_is_what_cmark_makes_of_it),
        cmocka_unit_test(an_address_that_nobody_may_follow_leaves_its_words),
        cmocka_unit_test(html_beyond_its_limit_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
