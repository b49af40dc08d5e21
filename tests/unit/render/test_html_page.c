#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "content/document.h"
#include "markup/kramdown.h"
#include "render/menu_html.h"
#include "render/render.h"

/* Pages on the web: what their HTML has that a feed's has not, and lists. */

static void check(const char *source, const char *wanted)
{
    const struct page page = {.title = STR("")};
    struct arena *arena = arena_create();
    struct document document = {.page = &page, .title = STR("")};
    const struct link_scope scope = {.protocol = LINK_WEB};
    const struct markdown_options options = {0};
    document.root = markdown_parse(mapped_of(str_of(source), 1, arena), &options, arena, NULL);
    struct buf got;
    buf_init(&got, SIZE_MAX);
    assert_int_equal(render_html_page(&document, &scope, &got), OK);
    buf_put_char(&got, '\0');
    assert_string_equal(got.p, wanted);
    buf_finish(&got);
    arena_destroy(arena);
}

static void headings_stand_below_the_title_without_a_gap(void **state)
{
    (void)state;
    check("## a\n\n#### b\n\n### c\n\n# d\n\n## e\n",
          "<h2 id=\"a\">a</h2>\n<h3 id=\"b\">b</h3>\n<h3 id=\"c\">c</h3>\n<h2 id=\"d\">d</h2>\n<h3 id=\"e\">e</h3>\n");
    check("###### a\n", "<h2 id=\"a\">a</h2>\n");
    check("# a\n\n## b\n\n### c\n\n#### d\n\n##### e\n\n###### f\n",
          "<h2 id=\"a\">a</h2>\n<h3 id=\"b\">b</h3>\n<h4 id=\"c\">c</h4>\n<h5 id=\"d\">d</h5>\n<h6 id=\"e\">e</h6>\n"
          "<h6 id=\"f\">f</h6>\n");
}

static void places_have_the_names_that_links_use(void **state)
{
    (void)state;
    check("## What's *new* in 2.0?\n\n## 月 の 海！\n\n## ?\n",
          "<h2 id=\"whats-new-in-20\">What's <em>new</em> in 2.0?</h2>\n<h2 id=\"月-の-海\">月 の "
          "海！</h2>\n<h2>?</h2>\n");
    check("## a\n\n## a-1\n\n## a\n\n## Main\n",
          "<h2 id=\"a\">a</h2>\n<h2 id=\"a-1\">a-1</h2>\n<h2 id=\"a-2\">a</h2>\n<h2 id=\"main-1\">Main</h2>\n");
}

static void links_to_places_may_be_written_in_other_ways(void **state)
{
    (void)state;
    check("## What's new\n\n[a](#What's-New) [b](#%E6%9C%88%EF%BC%81) [c](#) [d](#?)\n\n## 月！\n",
          "<h2 id=\"whats-new\">What's new</h2>\n<p><a href=\"#whats-new\">a</a> <a href=\"#%E6%9C%88\">b</a> "
          "<a href=\"#\">c</a> <a href=\"#?\">d</a></p>\n<h2 id=\"月\">月！</h2>\n");
}

static void links_to_no_place_are_words(void **state)
{
    (void)state;
    check("## A\n\n[a](#a) [b](#b) [c](#top) [d](#a-1)\n",
          "<h2 id=\"a\">A</h2>\n<p><a href=\"#a\">a</a> b <a href=\"#top\">c</a> d</p>\n");
}

static void notes_and_references_lead_to_each_other(void **state)
{
    (void)state;
    check("a[^x] b[^x]\n\n[^x]: c\n",
          "<p>a<sup id=\"fnref:1\"><a href=\"#fn:1\">[1]</a></sup> b<sup><a href=\"#fn:1\">[1]</a></sup></p>\n"
          "<hr /><ol>\n<li id=\"fn:1\">\n<p>c</p>\n<a href=\"#fnref:1\" aria-label=\"[1]\">↩</a></li>\n</ol>\n");
}

static void tables_have_a_head_and_no_style(void **state)
{
    (void)state;
    check("| a | b |\n|--:|---|\n| 1 | 2 |\n",
          "<div class=\"wide\" tabindex=\"0\"><table>\n<thead>\n<tr>\n<th "
          "class=\"right\">\na\n</th>\n<th>\nb\n</th>\n</tr>\n"
          "</thead>\n<tbody>\n<tr>\n<td class=\"right\">\n1\n</td>\n<td>\n2\n</td>\n</tr>\n</tbody>\n</table></div>\n");
}

static void a_table_without_a_head_has_none(void **state)
{
    (void)state;
    check("<table><tr><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr></table>\n",
          "<div class=\"wide\" "
          "tabindex=\"0\"><table>\n<tbody>\n<tr>\n<td>\n1\n</td>\n<td>\n2\n</td>\n</tr>\n<tr>\n<td>\n3\n</td>\n"
          "<td>\n4\n</td>\n</tr>\n</tbody>\n</table></div>\n");
}

static void nothing_runs(void **state)
{
    (void)state;
    check("<b onclick=\"x\" style=\"y\">a</b><script>z</script> [c](javascript:d) <a href='vbscript:e'>f</a>\n",
          "<p><strong>a</strong> c f</p>\n");
    check("[a](https://e.example/\"><b>)\n", "<p><a href=\"https://e.example/%22%3E%3Cb%3E\">a</a></p>\n");
}

static void links_in_a_row_are_a_list(void **state)
{
    (void)state;
    struct buf out;
    buf_init(&out, SIZE_MAX);
    struct menu_html menu = {.out = &out};
    menu_html_text(&menu, "h2", STR("A & B"));
    menu_html_link(&menu, STR("/a b"), STR("ja"), STR("2024-05-01"), STR("<x>"));
    menu_html_link(&menu, STR("/c"), STR(""), STR(""), STR(" "));
    menu_html_line(&menu, STR(""));
    menu_html_line(&menu, STR("  one"));
    menu_html_line(&menu, STR("two"));
    menu_html_line(&menu, STR(""));
    menu_html_line(&menu, STR("three"));
    menu_html_code(&menu, STR("  art\n\n  <o>\n"));
    menu_html_text(&menu, "p", STR(" "));
    menu_html_close(&menu);
    assert_int_equal(menu.err, OK);
    buf_put_char(&out, '\0');
    assert_string_equal(
        out.p,
        "<h2>A &amp; B</h2>\n<ul>\n<li><time>2024-05-01</time> <a href=\"/a%20b\" lang=\"ja\">&lt;x&gt;</a></li>\n"
        "<li><a href=\"/c\">/c</a></li>\n</ul>\n<p>one<br />\ntwo</p>\n<p>three</p>\n<pre tabindex=\"0\">  art\n\n  "
        "&lt;o&gt;\n</pre>\n");
    buf_finish(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(headings_stand_below_the_title_without_a_gap),
        cmocka_unit_test(places_have_the_names_that_links_use),
        cmocka_unit_test(links_to_places_may_be_written_in_other_ways),
        cmocka_unit_test(links_to_no_place_are_words),
        cmocka_unit_test(notes_and_references_lead_to_each_other),
        cmocka_unit_test(tables_have_a_head_and_no_style),
        cmocka_unit_test(a_table_without_a_head_has_none),
        cmocka_unit_test(nothing_runs),
        cmocka_unit_test(links_in_a_row_are_a_list),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
