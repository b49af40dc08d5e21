#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "content/load.h"
#include "folder.h"
#include "render/links.h"

static const struct folder_file files[] = {
    {"_config.yml", "url: https://example.org\nbaseurl: /blog\ntitle: T\n"},
    {"_posts/2024-05-01-moon.md", "---\ntags: [A b]\nredirect_from: /old/moon\n---\nx\n"},
    {"_posts/2024-06-01-太陽.md", "---\n---\nx\n"},
    {"about.md", "---\npermalink: /about/\n---\nx\n"},
    {"notes/first.md", "x\n"},
    {"pictures/our cat.jpg", "x"},
    {"data/table.csv", "a,b\n"},
    {"data/page.html", "<p>x</p>\n"},
    {"LICENSE", "free\n"},
};

struct world {
    struct folder folder;
    const struct site *site;
    struct arena *arena;
};

static int setup(void **state)
{
    static struct world w;
    struct site_options options = {.now = 2000000000, .zoneinfo = -1};
    w.arena = arena_create();
    *state = &w;
    return folder_make(&w.folder, files, sizeof files / sizeof *files) != 0 ||
           site_load(w.folder.fd, &options, NULL, NULL, &w.site) != OK;
}

static int teardown(void **state)
{
    struct world *w = *state;
    site_unref(w->site);
    arena_destroy(w->arena);
    folder_remove(&w->folder);
    return 0;
}

struct row {
    const char *from, *url, *gemini, *gopher;
    char type;
};

static const struct row rows[] = {
    /* ours, by every name that authors use */
    {"/2024/05/01/moon", "/about/", "/about/", "/about/", '1'},
    {"/2024/05/01/moon", "/about", "/about/", "/about/", '1'},
    {"/2024/05/01/moon", "/blog/about/", "/about/", "/about/", '1'},
    {"/2024/05/01/moon", "https://example.org/blog/about/", "/about/", "/about/", '1'},
    {"/2024/05/01/moon", "http://example.org/blog/about/", "/about/", "/about/", '1'},
    {"/2024/05/01/moon", "//example.org/blog/about/", "/about/", "/about/", '1'},
    {"/2024/05/01/moon", "/about/#team", "/about/", "/about/", '1'},
    {"/2024/05/01/moon", "/about/?utm=1", "/about/", "/about/", '1'},
    {"/about/", "/2024/05/01/moon.html", "/2024/05/01/moon.gmi", "/2024/05/01/moon", '1'},
    {"/about/", "/old/moon", "/2024/05/01/moon.gmi", "/2024/05/01/moon", '1'},
    {"/about/", "../2024/05/01/moon.html", "/2024/05/01/moon.gmi", "/2024/05/01/moon", '1'},
    {"/notes/first", "../about.md", "/about/", "/about/", '1'},
    {"/2024/05/01/moon", "2024-06-01-太陽.md", "/2024/06/01/%E5%A4%AA%E9%99%BD.gmi", "/2024/06/01/%E5%A4%AA%E9%99%BD",
     '1'},
    {"/about/", "/2024/06/01/%E5%A4%AA%E9%99%BD.html", "/2024/06/01/%E5%A4%AA%E9%99%BD.gmi",
     "/2024/06/01/%E5%A4%AA%E9%99%BD", '1'},
    {"/about/", "/pictures/our cat.jpg", "/pictures/our%20cat.jpg", "/pictures/our%20cat.jpg", 'I'},
    {"/about/", "/data/table.csv", "/data/table.csv", "/data/table.csv", '0'},
    {"/about/", "/LICENSE", "/LICENSE", "/LICENSE", '0'},
    {"/about/", "/data/page.html", "/data/page.html", "URL:https://example.org/blog/data/page.html", 'h'},
    /* what no file makes */
    {"/about/", "/", "/", "/", '1'},
    {"/about/", "https://example.org/blog", "/", "/", '1'},
    {"/about/", "/tag/a-b", "/tag/a-b/", "/tag/a-b/", '1'},
    {"/about/", "/2024/", "/2024/", "/2024/", '1'},
    {"/about/", "/feed.xml", "/atom.xml", "/atom.xml", '0'},
    /* of our form, but only the web may have it */
    {"/about/", "/nothing.html", "https://example.org/blog/nothing.html", "URL:https://example.org/blog/nothing.html",
     'h'},
    /* elsewhere */
    {"/about/", "https://example.org/other", "https://example.org/other", "URL:https://example.org/other", 'h'},
    {"/about/", "https://example.organ/blog/about/", "https://example.organ/blog/about/",
     "URL:https://example.organ/blog/about/", 'h'},
    {"/about/", "https://a.example/x y\"<z>é", "https://a.example/x%20y%22%3Cz%3E%C3%A9",
     "URL:https://a.example/x%20y%22%3Cz%3E%C3%A9", 'h'},
    {"/about/", "gemini://b.example/", "gemini://b.example/", "URL:gemini://b.example/", 'h'},
    {"/about/", "gopher://c.example/0/a%20b", "gopher://c.example/0/a%20b", "/a b", '0'},
    {"/about/", "gopher://c.example", "gopher://c.example", "", '1'},
    {"/about/", "gopher://c.example/0/find?moon%20a", "gopher://c.example/0/find?moon%20a", "/find?moon a", '0'},
    {"/about/", "gopher://c.example/1/月", "gopher://c.example/1/%E6%9C%88", "/%E6%9C%88", '1'},
    {"/about/", "mailto:a@b.example", "mailto:a@b.example", "mailto:a@b.example", 'i'},
};

static void assert_str(str got, const char *wanted, const char *of)
{
    if (!str_eq(got, str_of(wanted)))
        fail_msg("%s leads to %.*s, not to %s", of, STR_ARG(got), wanted);
}

static void test_links(void **state)
{
    struct world *w = *state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct row *row = &rows[i];
        struct link_scope scope = {.page = site_find(w->site, str_of(row->from)),
                                   .host = STR("example.org"),
                                   .gemini_port = 1965,
                                   .gopher_port = 70};
        assert_non_null(scope.page);
        assert_str(link_resolve(&scope, str_of(row->url), w->arena).address, row->gemini, row->url);
        scope.protocol = LINK_GOPHER;
        struct link_target target = link_resolve(&scope, str_of(row->url), w->arena);
        assert_str(target.address, row->gopher, row->url);
        assert_int_equal(target.gopher_type, row->type);
    }
}

static void test_a_feed_has_whole_addresses(void **state)
{
    struct world *w = *state;
    struct link_scope scope = {.page = site_find(w->site, STR("/about/")), .base = STR("gemini://example.org")};
    struct link_target target = link_resolve(&scope, STR("/pictures/our cat.jpg"), w->arena);
    assert_str(target.address, "gemini://example.org/pictures/our%20cat.jpg", "a picture");
    assert_true(target.ours);
}

static void test_gopher_elsewhere_has_its_own_host(void **state)
{
    struct world *w = *state;
    struct link_scope scope = {.protocol = LINK_GOPHER, .host = STR("example.org"), .gopher_port = 70};
    struct link_target target = link_resolve(&scope, STR("gopher://c.example:7070/1/x"), w->arena);
    assert_str(target.host, "c.example", "an item elsewhere");
    assert_int_equal(target.port, 7070);
}

/* Clients drop "h" items that lead nowhere else. */
static void test_html_of_ours_leads_to_where_a_browser_has_it(void **state)
{
    struct world *w = *state;
    const struct folder_file alone[] = {{"page.html", "<p>x</p>\n"}, {"about.md", "x\n"}};
    const struct site_options options = {.now = 2000000000, .zoneinfo = -1};
    const struct site *site;
    struct folder folder;
    assert_int_equal(folder_make(&folder, alone, 2), 0);
    assert_int_equal(site_load(folder.fd, &options, NULL, NULL, &site), OK);
    struct link_scope scope = {.protocol = LINK_GOPHER,
                               .page = site_find(site, STR("/about")),
                               .host = STR("example.org"),
                               .gemini_port = 1966,
                               .gopher_port = 70};
    struct link_target target = link_resolve(&scope, STR("page.html"), w->arena);
    assert_str(target.address, "URL:gemini://example.org:1966/page.html", "HTML with Gemini");
    assert_int_equal(target.gopher_type, 'h');
    scope.gemini_port = 0;
    target = link_resolve(&scope, STR("page.html"), w->arena);
    assert_str(target.address, "/page.html", "HTML without Gemini");
    assert_int_equal(target.gopher_type, '0');
    site_unref(site);
    folder_remove(&folder);
}

static void test_anchors_and_broken_links_are_told(void **state)
{
    struct world *w = *state;
    struct link_scope scope = {.page = site_find(w->site, STR("/about/"))};
    assert_true(link_resolve(&scope, STR("#top"), w->arena).anchor);
    assert_true(link_resolve(&scope, STR("/nothing.html"), w->arena).broken);
    assert_false(link_resolve(&scope, STR("/about.html"), w->arena).broken);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_links),
        cmocka_unit_test(test_a_feed_has_whole_addresses),
        cmocka_unit_test(test_gopher_elsewhere_has_its_own_host),
        cmocka_unit_test(test_html_of_ours_leads_to_where_a_browser_has_it),
        cmocka_unit_test(test_anchors_and_broken_links_are_told),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
