#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "answer/capsule.h"
#include "answer/request.h"
#include "answer/view.h"
#include "base/buf.h"
#include "content/load.h"
#include "folder.h"
#include "uri/uri.h"

/*
 * What a job holds is its own. Between the answer and the work of each, the bytes of the request are overwritten and
 * freed, the site is replaced, and, where the reader has left, the arena of the request ends: what comes out must be as
 * if nothing had happened, and a sanitizer sees what is read too late.
 */

enum { POSTS = 1001 /* more than lists are made of at once */, LARGE = 70 << 10, FIXED = 15 };
enum { VIEWS = VIEW_CAPS + 1, PLACES = PLACE_SEARCH + 1 };

static const char visitor[] = "7d0a1c9f2b3e4d5c6b7a8990a1b2c3d4e5f60718293a4b5c6d7e8f9001122334";
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

/* A site of Hugo's, whose sections have lists. */
static const struct folder_file sections[] = {
    {"hugo.toml", "title = 'T'\nbaseURL = 'https://example.org/'\n"},
    {"content/docs/_index.md", "---\ntitle: Papers\n---\nAbove.\n"},
    {"content/docs/map.md", "---\ntitle: Map\n---\nA map.\n"},
    {"content/posts/moon.md", "---\ntitle: Moon\ndate: 2024-05-01\n---\nThe moon.\n"},
};

/* JOB: whether the answer is one, on Gemini and on Gopher. */
static const struct route {
    const char *gemini, *gopher;
    bool job_gemini, job_gopher;
} routes[] = {
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

/* Of a capsule with very many posts. */
static const struct route many_routes[] = {
    {"/", "/", true, true},
    {"/posts/", "/posts/", true, true},
    {"/2024/", "/2024/", true, true},
    {"/tags/", "/tags/", true, true},
    {"/tag/a-b/", "/tag/a-b", true, true},
    {"/tag/%E6%9C%88/", "/tag/%E6%9C%88/", true, true},
    {"/categories/", "/categories/", true, true},
    {"/category/sea/", "/category/sea", true, true},
    {"/atom.xml", "/atom.xml", true, true},
    {"/category/sea/atom.xml", "/category/sea/atom.xml", true, true},
};

struct world {
    struct folder folder;
    struct mime_table *mime;
    struct capsule_options options;
    struct capsule *capsule;
};

static const str restricted[] = {STR_INIT("/private/")};
static str allowed;
static struct str_list visitors[1];

static const struct site *load(const struct world *w)
{
    const struct site *site;
    assert_int_equal(site_load(w->folder.fd, &w->options.site, NULL, NULL, &site), OK);
    return site;
}

/* Nothing is kept, so that each answer is made. */
static int begin(struct world *w, const struct folder_file *files, size_t count)
{
    if (folder_make(&w->folder, files, count) != 0)
        return -1;
    allowed = str_of(visitor);
    visitors[0] = (struct str_list){&allowed, 1};
    w->mime = mime_create();
    w->options = (struct capsule_options){
        .name = STR("example.org"),
        .root = w->folder.fd,
        .gemini_port = 1965,
        .public_gemini_port = 1965,
        .gopher_port = 70,
        .public_gopher_port = 70,
        .gopher_width = 70,
        .mime = w->mime,
        .site = {.now = 2000000000,
                 .zoneinfo = -1,
                 .hidden_drafts = true,
                 .unlisted = {(str *)(uintptr_t)restricted, 1}},
        .visitors = visitors,
        .editors = {&allowed, 1},
    };
    const struct site *site = load(w);
    w->capsule = capsule_create(&w->options, site);
    costs_set_bound(w->capsule->options.memory->costs, INT64_MAX); /* however slow this machine is */
    site_unref(site);
    return 0;
}

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

static int set_up_sections(void **state)
{
    static struct world w;
    *state = &w;
    return begin(&w, sections, sizeof sections / sizeof *sections);
}

static char names[POSTS][40];

static int set_up_many(void **state)
{
    static struct world w;
    static struct folder_file files[POSTS];
    for (size_t i = 0; i < POSTS; i++) {
        snprintf(names[i], sizeof names[i], "_posts/2024-%02zu-%02zu-p%zu.md", 1 + i % 12, 1 + i % 28, i);
        files[i] =
            (struct folder_file){names[i], i % 2 ? "---\ntags: [A b, 月]\n---\nx\n" : "---\ncategories: sea\n---\ny\n"};
    }
    *state = &w;
    return begin(&w, files, POSTS);
}

static int tear_down(void **state)
{
    struct world *w = *state;
    capsule_destroy(w->capsule);
    mime_destroy(w->mime);
    folder_remove(&w->folder);
    return 0;
}

static void replace_site(const struct world *w)
{
    const struct site *site = load(w);
    capsule_replace(w->capsule, site);
    site_unref(site);
}

/* What a reader gets; in ARENA. */
struct got {
    int status;
    str meta, body;
    bool was_job;
};

/* The reader waits. DISTURBED: everything but the connection's own arena ends meanwhile. */
static struct got wait_for(const struct world *w, const char *route, bool gopher, bool disturbed, struct arena *arena)
{
    struct request r;
    request_ask(w->capsule, visitor, route, gopher, &r);
    struct job *job = request_take_job(&r);
    if (disturbed) {
        request_poison(&r);
        replace_site(w);
    }
    if (job) {
        request_work(job);
        job->finish(job, r.arena, &r.response);
        job->discard(job);
    }
    struct got got = {r.response.status, arena_str(arena, r.response.meta), response_body(&r.response, arena),
                      job != NULL};
    if (!disturbed)
        request_poison(&r);
    request_end(&r);
    return got;
}

/* The reader goes before the thread begins (WORK), or before it gets to it at all. */
static void leave(const struct world *w, const char *route, bool gopher, bool work)
{
    struct request r;
    request_ask(w->capsule, visitor, route, gopher, &r);
    struct job *job = request_take_job(&r);
    request_poison(&r);
    request_end(&r);
    replace_site(w);
    if (job && work)
        request_work(job);
    if (job)
        job->discard(job);
}

/* Excerpts are made for as long as time allows, which on a slow machine is less at one time than at another. */
static str without_excerpts(str body, bool gopher, struct arena *arena)
{
    struct buf out;
    buf_init(&out, body.n + 1);
    for (str line; str_line(&body, &line);)
        if (gopher ? !str_starts(line, STR("i")) : str_starts(line, STR("=>")) || str_starts(line, STR("#"))) {
            buf_put(&out, line);
            buf_put_char(&out, '\n');
        }
    return buf_keep(&out, arena);
}

static bool is_same(const char *route, bool gopher, const struct got *a, const struct got *b, struct arena *arena)
{
    bool search = str_starts(str_of(route), STR("/search")) || str_starts(str_of(route), STR("search"));
    str one = search ? without_excerpts(a->body, gopher, arena) : a->body;
    str other = search ? without_excerpts(b->body, gopher, arena) : b->body;
    return a->status == b->status && str_eq(a->meta, b->meta) && str_eq(one, other);
}

static void assert_independent(const struct world *w, const char *route, bool gopher, bool is_job)
{
    struct arena *arena = arena_create();
    struct got quiet = wait_for(w, route, gopher, false, arena);
    struct got disturbed = wait_for(w, route, gopher, true, arena);
    leave(w, route, gopher, true);
    leave(w, route, gopher, false);
    struct got after = wait_for(w, route, gopher, false, arena);
    if (quiet.was_job != is_job)
        fail_msg("%s of %s is %s", route, gopher ? "Gopher" : "Gemini", is_job ? "no job" : "a job");
    if (!is_same(route, gopher, &quiet, &disturbed, arena))
        fail_msg("%s of %s hangs on its request:\n%d %.*s\n%.*s\n---\n%d %.*s\n%.*s", route,
                 gopher ? "Gopher" : "Gemini", quiet.status, STR_ARG(quiet.meta), STR_ARG(quiet.body), disturbed.status,
                 STR_ARG(disturbed.meta), STR_ARG(disturbed.body));
    assert_true(is_same(route, gopher, &quiet, &after, arena));
    arena_destroy(arena);
}

static void no_answer_hangs_on_its_request_once_it_is_given(void **state)
{
    for (size_t i = 0; i < sizeof routes / sizeof *routes; i++) {
        assert_independent(*state, routes[i].gemini, false, routes[i].job_gemini);
        assert_independent(*state, routes[i].gopher, true, routes[i].job_gopher);
    }
}

static void no_list_of_many_posts_hangs_on_its_request(void **state)
{
    for (size_t i = 0; i < sizeof many_routes / sizeof *many_routes; i++) {
        assert_independent(*state, many_routes[i].gemini, false, many_routes[i].job_gemini);
        assert_independent(*state, many_routes[i].gopher, true, many_routes[i].job_gopher);
    }
}

static void no_list_of_a_section_hangs_on_its_request(void **state)
{
    const struct world *w = *state;
    struct arena *arena = arena_create();
    struct view view = view_find(capsule_site(w->capsule), LINK_GEMINI, STR("/docs/"), true, arena);
    assert_int_equal(view.place.kind, PLACE_LIST);
    arena_destroy(arena);
    assert_independent(w, "/docs/", false, false);
    assert_independent(w, "/docs/", true, false);
}

/* A page that has just been edited waits until it stands still; where this machine is slow, it may do so by now. */
static void a_page_that_is_being_written_does_not_hang_on_its_request(void **state)
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

/* A kind of view or place that is added must find its way into the table. */
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_routes_are_of_every_kind, set_up_few, tear_down),
        cmocka_unit_test_setup_teardown(no_answer_hangs_on_its_request_once_it_is_given, set_up_few, tear_down),
        cmocka_unit_test_setup_teardown(no_list_of_many_posts_hangs_on_its_request, set_up_many, tear_down),
        cmocka_unit_test_setup_teardown(no_list_of_a_section_hangs_on_its_request, set_up_sections, tear_down),
        cmocka_unit_test_setup_teardown(a_page_that_is_being_written_does_not_hang_on_its_request, set_up_few,
                                        tear_down),
    };
    return cmocka_run_group_tests_name("answer/jobs", tests, NULL, NULL);
}
