#include "answer/job_case.h"
#include "answer/view.h"
#include "uri/uri.h"

enum { LARGE = 70 << 10, FIXED = 15 };
enum { VIEWS = VIEW_CAPS + 1, PLACES = PLACE_SEARCH + 1 };

static char large[LARGE], hidden[LARGE + 100], within[LARGE + 100];

static const struct folder_file few[FIXED] = {
    {"_config.yml", "title: T\npermalink: /:title/\ntimezone: UTC\nsplashdown: { listing: true }\n"
                    "collections: { work: { output: true } }\n"},
    {"_work/map.md", "---\ntitle: Map\n---\nA map.\n"},
    {"_posts/2024-05-01-moon.md",
     "---\ntags: [A b]\ncategories: sea\nredirect_from: /old/moon\n---\nThe moon [s](/tide/)\n"},
    {"_posts/2024-06-01-tide.md", "---\ntitle: \"Tide 月\"\ntags: [A b, 月]\n---\nThe tide, the moon.\n"},
    {"_posts/2023-01-01-old.md", "A year before.\n"},
    {"large page.md", large},
    {"private/large.md", within},
    {"private/small.md", "# Small\n"},
    {"_drafts/later.md", hidden},
    {"own.gmi", "# Mine\n"},
    {"notes/a b.txt", "note\n"},
    {"notes/c.txt", "note\n"},
    {"museum/gophermap", "Welcome\n0A note\t../notes/c.txt\n"},
    {"100%.txt", "full\n"},
    {"picture.jpg", "x"},
};

static const struct route routes[] = {
    {"/large%20page/", "/large page/", true, true},
    {"/large%20page/?q", "/large page/index.txt", true, true},
    {"/large%20page", "/large%20page", false, true},
    {"/private/large/", "/private/large", true, false},
    {"/private/small/", "/private/", false, false},
    {"/drafts/", "/drafts/", false, false},
    {"/later/", "/later/", true, false},
    {"/later", "/later", false, false},
    {"/atom.xml", "/atom.xml", true, true},
    {"/feed.xml", "/feed.xml", false, true},
    {"/tag/a-b/atom.xml", "/tag/a-b/atom.xml", true, true},
    {"/tag/%E6%9C%88/atom.xml", "/tag/%E6%9C%88/atom.xml", true, true},
    {"/tag/%e6%9c%88/atom.xml", "tag/月/atom.xml", true, true},
    {"/category/sea/atom.xml", "/category/sea/atom.xml", true, true},
    {"/search?moon", "/search\tmoon", true, true},
    {"/search?%6doon", "/search?moon", true, true},
    {"/search?moon%20tide", "/search\tmoon tide", true, true},
    {"/search?%E6%9C%88", "/search\t月", true, true},
    {"/search?%FF%FE", "/search\t\xff\xfe", true, true},
    {"/search/2?moon", "/search/2?%6doon", true, true},
    {"/search?!!", "/search\t", true, true},
    {"/search?zebra", "search\tzebra\t+", true, true},
    {"/search", "/search/\tmoon", false, true},
    {"/search/?moon", "/search/?moon", false, true},
    {"/", "", false, false},
    {"", "/", false, false},
    {"/posts/", "/posts/", false, false},
    {"/pages/", "/pages/", false, false},
    {"/work/", "/work/", false, false},
    {"/tags/", "/tags/", false, false},
    {"/tag/a-b/", "/tag/a-b", false, false},
    {"/categories/", "/categories/", false, false},
    {"/category/sea/", "/category/sea/", false, false},
    {"/2024/", "/2024/", false, false},
    {"/2024", "/2024", false, false},
    {"/moon/", "/moon/", false, false},
    {"/old/moon?x", "/moon/index.txt", false, false},
    {"/own.gmi", "/own", false, false},
    {"/notes/", "/notes/", false, false},
    {"/notes/a%20b.txt", "/notes/a b.txt", false, false},
    {"/100%25.txt", "/100%.txt", false, false},
    {"/museum/", "/museum/", false, false},
    {"/picture.jpg", "/picture.jpg", false, false},
    {"/robots.txt", "/robots.txt", false, false},
    {"/caps.txt", "/caps.txt", false, false},
    {"/none", "/none", false, false},
    {"/%zz", "URL:https://a.example/?q=1", false, false},
    {"/a%2Fb", "GET / HTTP/1.0", false, false},
};

static int set_up_few(void **state)
{
    static struct world w;
    static const char words[] = "Some moon and some tide. ";
    for (size_t i = 0; i < LARGE - 1; i++)
        large[i] = i % 500 == 499 ? '\n' : words[i % (sizeof words - 1)];
    snprintf(hidden, sizeof hidden, "---\ntitle: Later\n---\n%s", large);
    snprintf(within, sizeof within, "---\ntitle: Within\n---\n%s", large);
    *state = &w;
    return begin(&w, few, FIXED);
}

/* A kind of view or place that is added needs a route in the table. */
static void the_routes_are_of_every_kind(void **state)
{
    const struct world *w = *state;
    bool views[VIEWS] = {false}, places[PLACES] = {[PLACE_LIST] = true}; /* in a test of its own */
    for (size_t i = 0; i < sizeof routes / sizeof *routes; i++)
        for (int gopher = 0; gopher < 2; gopher++) {
            struct arena *arena = arena_create();
            str asked = str_of(gopher ? routes[i].gopher : routes[i].gemini);
            str path = uri_decode(str_first(asked, str_span_not(asked, "?\t")), arena);
            struct view view = view_find(capsule_site(w->capsule), gopher ? LINK_GOPHER : LINK_GEMINI,
                                         path.n ? path : STR("/"), true, arena);
            views[view.kind] = true;
            places[view.place.kind] = true;
            arena_destroy(arena);
        }
    for (size_t i = 0; i < VIEWS; i++)
        if (!views[i])
            fail_msg("no route is of the kind of view %zu", i);
    for (size_t i = 0; i < PLACES; i++)
        if (!places[i])
            fail_msg("no route is of the kind of place %zu", i);
}

static void no_answer_depends_on_its_request_once_it_is_given(void **state)
{
    for (size_t i = 0; i < sizeof routes / sizeof *routes; i++) {
        assert_independent(*state, routes[i].gemini, false, routes[i].job_gemini);
        assert_independent(*state, routes[i].gopher, true, routes[i].job_gopher);
    }
}

/* A page that has just been edited waits until it stands still; where this machine is slow, it may do so by now. */
static void a_page_that_is_being_written_does_not_depend_on_its_request(void **state)
{
    const struct world *w = *state;
    static const char *const texts[] = {"# Small, then larger\n", "# Small, and larger again\n"};
    for (size_t i = 0; i < 2; i++) {
        struct arena *arena = arena_create();
        assert_int_equal(folder_write(&w->folder, "private/small.md", texts[i]), 0);
        leave(w, "/private/small/", false, true);
        assert_int_equal(folder_write(&w->folder, "private/small.md", texts[1 - i]), 0);
        struct got got = wait_for(w, "/private/small/", false, true, arena);
        assert_int_equal(got.status, GEMINI_OK);
        assert_true(str_starts(got.body, str_trim(str_of(texts[1 - i]))));
        arena_destroy(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_routes_are_of_every_kind, set_up_few, tear_down),
        cmocka_unit_test_setup_teardown(no_answer_depends_on_its_request_once_it_is_given, set_up_few, tear_down),
        cmocka_unit_test_setup_teardown(a_page_that_is_being_written_does_not_depend_on_its_request, set_up_few,
                                        tear_down),
    };
    return cmocka_run_group_tests_name("answer/jobs", tests, NULL, NULL);
}
