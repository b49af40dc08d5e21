#include "markdown_show.h"

#include <stdlib.h>
#include <time.h>

/*
 * Sources that make careless parsers slow or deep. Time is counted in readings of as many bytes of plain paragraphs, in
 * the same process, so that neither a slow machine nor valgrind matters. The limit is far above what linear time takes,
 * thirty levels for each line included, and far below what quadratic time takes.
 */
enum { READINGS_MAX = 400, DEPTH_BOUND = 200 };
static const size_t source_bytes = 200000, levels = 100000;

static int depth_of(cmark_node *root)
{
    int depth = 0, deepest = 0;
    cmark_iter *walk = cmark_iter_new(root);
    for (cmark_event_type event; (event = cmark_iter_next(walk)) != CMARK_EVENT_DONE;) {
        if (cmark_node_first_child(cmark_iter_get_node(walk)))
            depth += event == CMARK_EVENT_ENTER ? 1 : -1;
        deepest = depth > deepest ? depth : deepest;
    }
    cmark_iter_free(walk);
    return deepest;
}

/* The processor seconds one parsing takes; its tree's depth is within bounds. */
static double parse_seconds(show_parser *parse, str source)
{
    struct arena *arena = arena_create();
    const struct markdown_options options = {.file = STR("post.md")};
    clock_t begin = clock();
    cmark_node *root = parse((struct mapped){.text = source}, &options, arena, NULL);
    clock_t end = clock();
    assert_in_range(depth_of(root), 0, DEPTH_BOUND);
    arena_destroy(arena);
    return (double)(end - begin) / CLOCKS_PER_SEC;
}

/* The processor seconds of one reading of plain paragraphs, never 0. */
static double reading_seconds(show_parser *parse)
{
    enum { TIMES = 10 };
    struct buf plain;
    buf_init(&plain, source_bytes * 2);
    while (plain.n < source_bytes)
        buf_put(&plain, STR("Plain words of a paragraph.\n\n"));
    double all = 1.0 / CLOCKS_PER_SEC;
    for (int i = 0; i < TIMES; i++)
        all += parse_seconds(parse, buf_str(&plain));
    buf_finish(&plain);
    return all / TIMES;
}

static double markdown_reading, html_reading; /* processor seconds */

static int measure_readings(void **state)
{
    (void)state;
    markdown_reading = reading_seconds(markdown_parse);
    html_reading = reading_seconds(html_parse);
    return 0;
}

static void check(show_parser *parse, str source)
{
    double readings = parse_seconds(parse, source) / (parse == html_parse ? html_reading : markdown_reading);
    if (readings > READINGS_MAX)
        fail_msg("takes %.0f times what plain text takes: %.40s…", readings, source.p);
}

static void check_repeated(show_parser *parse, const char *part, size_t bytes, const char *end)
{
    struct buf source;
    buf_init(&source, source_bytes * 2 + levels * 4);
    while (source.n < bytes)
        buf_put(&source, str_of(part));
    buf_put(&source, str_of(end));
    check(parse, buf_str(&source));
    buf_finish(&source);
}

static void check_each(show_parser *parse, const char *const *parts, size_t count)
{
    for (size_t i = 0; i < count; i++)
        check_repeated(parse, parts[i], source_bytes, "");
}

static void hundred_thousand_levels_are_bounded(void **state)
{
    (void)state;
    check_repeated(markdown_parse, "> ", levels * 2, "a\n");
    check_repeated(markdown_parse, ">", levels, "a\n");
    check_repeated(markdown_parse, "- ", levels * 2, "a\n");
    check_repeated(markdown_parse, "[", levels, "");
    check_repeated(markdown_parse, "![", levels * 2, "");
    check_repeated(markdown_parse, "*a _b ", levels, "");
    check_repeated(markdown_parse, "<b>", levels * 3, "");
    check_repeated(markdown_parse, "<div>", levels * 2, "");
    check_repeated(html_parse, "<div>a", levels * 2, "");
    check_repeated(html_parse, "<ul><li>", levels * 2, "");
    check_repeated(html_parse, "<table><tr><td>", levels * 2, "");
}

static void indented_levels_are_bounded(void **state)
{
    (void)state;
    struct buf source;
    buf_init(&source, 1 << 22);
    for (size_t i = 0; i < 600; i++) {
        buf_put_repeat(&source, ' ', i * 2);
        buf_put(&source, STR("- a\n"));
    }
    check(markdown_parse, buf_str(&source));
    buf_finish(&source);
}

static void markdown_takes_linear_time(void **state)
{
    (void)state;
    static const char *const parts[] = {
        "![[]()",
        "![](",
        "[a](b \"c ",
        "[a](<b",
        "](",
        "[a][b]",
        "*a **a ",
        "a**b",
        "_a __b ",
        "**中：**文",
        "~~a ",
        "`` ` ",
        "<a href=\"x\" ",
        "<!-- ",
        "<x>",
        "<code>",
        "<script>",
        "<div>\n",
        "<?",
        "$$",
        "a $$ b",
        "{:",
        "{::comment}\n",
        "{:.a}\n",
        "http://",
        "a@b.",
        "a.",
        "&",
        "&#1;",
        "\\",
        "a\\\\\n",
        "|",
        "|`",
        "|-|-|\n",
        "a|b\n-|-\n",
        "[^a]: b\n",
        "[^a]: ",
        "[a]: b\n",
        "[a]:\n",
        "a\n: b\n",
        "```\na\n\n",
        "- ```\n  a\n",
        "> a\nb\n",
        "> > > > > *a\n",
        "- > 1. + a ",
        "a\n=\n",
        "# a {#\n",
        "^\n",
        "\n",
        "<p>a</div>\n",
        "<div markdown=\"1\">\n",
        "* a\n{:toc}\n",
    };
    check_each(markdown_parse, parts, sizeof parts / sizeof *parts);
}

static void html_takes_linear_time(void **state)
{
    (void)state;
    static const char *const parts[] = {"<p>a",     "<td>",      "<tr>",          "</x>",        "<a href=x>",
                                        "<b='",     "<![CDATA[", "<pre>",         "<br>",        "&a;",
                                        "<dl><dt>", "<video>",   "<ol><li>a</p>", "<a><p>b</a>", "<span markdown=1>"};
    check_each(html_parse, parts, sizeof parts / sizeof *parts);
}

static void blank_lines_in_deep_lists_are_linear(void **state)
{
    (void)state;
    struct buf source;
    buf_init(&source, source_bytes * 2);
    for (size_t i = 0; i < 30; i++) {
        buf_put_repeat(&source, ' ', i * 2);
        buf_put(&source, STR("- a\n"));
    }
    while (source.n < source_bytes)
        buf_put(&source, STR("\n\n\n\n\n\n\n\n  b\n"));
    check(markdown_parse, buf_str(&source));
    buf_finish(&source);
}

static void lazy_lines_in_deep_quotes_are_linear(void **state)
{
    (void)state;
    struct buf source;
    buf_init(&source, source_bytes * 2);
    for (size_t i = 0; i < 30; i++)
        buf_put(&source, STR("> "));
    while (source.n < source_bytes)
        buf_put(&source, STR("*a **b\n"));
    check(markdown_parse, buf_str(&source));
    buf_finish(&source);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hundred_thousand_levels_are_bounded),  cmocka_unit_test(indented_levels_are_bounded),
        cmocka_unit_test(markdown_takes_linear_time),           cmocka_unit_test(html_takes_linear_time),
        cmocka_unit_test(blank_lines_in_deep_lists_are_linear), cmocka_unit_test(lazy_lines_in_deep_quotes_are_linear),
    };
    return cmocka_run_group_tests(tests, measure_readings, NULL);
}
