#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <poll.h>

#include "answer/answer.h"
#include "content/load.h"
#include "folder.h"

static const struct folder_file files[] = {
    {"_config.yml", "title: T\nlang: de\npermalink: /:title/\ntimezone: UTC\n"},
    {"_posts/2024-05-01-moon.md", "---\ntags: [A b]\nlang: en\nredirect_from: /old/moon\n---\nx [s](/a/sun.html)\n"},
    {"_posts/2024-06-01-sun.md", "---\npermalink: /a/sun.html\n---\ny\n"},
    {"about.md", "# About\n"},
    {"own.gmi", "# Mine\n=> /about.md There\n"},
    {"100%.txt", "full\n.\n"},
    {"pictures/our cat.jpg", "x"},
    {"posts/index.md", "---\ntitle: My own list\n---\n"},
    {"museum/gophermap", "Welcome\n0A note\tnote.txt\n1Elsewhere\t/\tb.example\t71\n"},
    {"museum/note.txt", "n\n"},
    {"museum/page.html", "<p>x</p>\n"},
    {".secret", "s"},
    {"_drafts/later.md", "z"},
    {"_posts/2024-03-01-c.md", "---\ntags: C\n---\n"},
    {"_posts/2024-03-02-c-too.md", "---\ntags: C\n---\n"},
    {"_posts/2024-03-03-plus.md", "---\ntags: C++\n---\n"},
};

static const str aliases[] = {STR_INIT("www.example.org"), STR_INIT("127.0.0.1")};

struct world {
    struct folder folder;
    struct capsule *capsule;
    struct mime_table *mime;
};

static int setup(void **state)
{
    static struct world w;
    const struct site *site;
    *state = &w;
    if (folder_make(&w.folder, files, sizeof files / sizeof *files) != 0)
        return -1;
    w.mime = mime_create();
    const struct capsule_options options = {.name = STR("example.org"),
                                            .aliases = aliases,
                                            .alias_count = 2,
                                            .root = w.folder.fd,
                                            .gemini_port = 11965,
                                            .public_gemini_port = 1965,
                                            .gopher_port = 7070,
                                            .public_gopher_port = 70,
                                            .gopher_width = 70,
                                            .cache_bytes = 1 << 20,
                                            .mime = w.mime,
                                            .site = {.now = 2000000000, .zoneinfo = -1}};
    if (site_load(w.folder.fd, &options.site, NULL, NULL, &site) != OK)
        return -1;
    w.capsule = capsule_create(&options, site);
    site_unref(site);
    return 0;
}

static int teardown(void **state)
{
    struct world *w = *state;
    capsule_destroy(w->capsule);
    mime_destroy(w->mime);
    folder_remove(&w->folder);
    return 0;
}

/* Runs the job of RESPONSE, if it has one, as the loop and its threads would. */
static void complete(struct response *response, struct arena *arena)
{
    if (response->body != BODY_JOB)
        return;
    struct job *job = response->job;
    response->body = BODY_NONE;
    while (job->work(job) > 0)
        poll(NULL, 0, 1);
    job->finish(job, arena, response);
    job->discard(job);
}

static str body_of(const struct response *response, struct arena *arena)
{
    char *bytes = arena_alloc(arena, response->length, 1);
    switch (response->body) {
    case BODY_BLOB:
        return blob_str(response->blob);
    case BODY_FILE:
        assert_int_equal(pread(response->fd, bytes, response->length, 0), response->length);
        return (str){bytes, response->length};
    case BODY_NONE:
    case BODY_JOB:
        break;
    }
    return STR("");
}

static void ask_gemini(struct world *w, const char *line, str sni, struct arena *arena, struct response *response)
{
    const struct hosts hosts = {&w->capsule, 1, w->capsule};
    const struct peer peer = {.sni = sni, .port = 11965};
    struct gemini_request request;
    size_t used;
    enum parse parse = gemini_parse(ARENA_CONCAT(arena, str_of(line), STR("\r\n")), arena, &request, &used);
    assert_int_not_equal(parse, PARSE_MORE);
    if (parse == PARSE_DONE)
        hosts_gemini(&hosts, &request, &peer, arena, response);
    else
        gemini_refuse(GEMINI_BAD_REQUEST, arena, response);
    complete(response, arena);
}

static const struct {
    const char *url;
    int status;
    const char *meta, *body; /* BODY: what the answer begins with */
} gemini_rows[] = {
    {"gemini://example.org/", 20, "text/gemini; charset=utf-8; lang=de", "# T\n"},
    {"gemini://example.org", 20, "text/gemini; charset=utf-8; lang=de", "# T\n"},
    {"gemini://EXAMPLE.org:1965/", 20, "text/gemini; charset=utf-8; lang=de", "# T\n"},
    {"gemini://example.org.:11965/", 20, "text/gemini; charset=utf-8; lang=de", "# T\n"},
    {"gemini://www.example.org/", 20, "text/gemini; charset=utf-8; lang=de", "# T\n"},
    {"gemini://127.0.0.1/", 20, "text/gemini; charset=utf-8; lang=de", "# T\n"},
    {"gemini://example.org/moon/", 20, "text/gemini; charset=utf-8; lang=en",
     "# Moon\n\n2024-05-01\n\nx s\n=> /a/sun.gmi s\n"},
    {"gemini://example.org/moon", 31, "/moon/", ""},
    {"gemini://example.org/moon?q", 31, "/moon/?q", ""},
    {"gemini://example.org/moon.html", 31, "/moon/", ""},
    {"gemini://example.org/old/moon", 31, "/moon/", ""},
    {"gemini://example.org/_posts/2024-05-01-moon.md", 51, "Not found; try /search", ""},
    {"gemini://example.org/a/sun.html", 31, "/a/sun.gmi", ""},
    {"gemini://example.org/a/./b/../sun.gmi", 20, "text/gemini; charset=utf-8; lang=de", "# Sun\n"},
    {"gemini://example.org/about/", 20, "text/gemini; charset=utf-8; lang=de", "# About\n"},
    {"gemini://example.org/own.gmi", 20, "text/gemini; charset=utf-8; lang=de", "# Mine\n=> /about.md There\n"},
    {"gemini://example.org/posts/", 20, "text/gemini; charset=utf-8; lang=de", "# My own list\n"},
    {"gemini://example.org/tag/a-b/", 20, "text/gemini; charset=utf-8; lang=de",
     "# T · A b\n\n=> /moon/ 2024-05-01 Moon\n"},
    {"gemini://example.org/tag/a-b", 31, "/tag/a-b/", ""},
    {"gemini://example.org/2024", 31, "/2024/", ""},
    {"gemini://example.org/atom.xml", 20, "application/atom+xml", "<?xml"},
    {"gemini://example.org/tag/a-b/atom.xml", 20, "application/atom+xml", "<?xml"},
    {"gemini://example.org/feed.xml", 31, "/atom.xml", ""},
    {"gemini://example.org/robots.txt", 20, "text/plain; charset=utf-8", "User-agent: *\nDisallow: /search\n"},
    {"gemini://example.org/100%25.txt", 20, "text/plain; charset=utf-8", "full\n.\n"},
    {"gemini://example.org/pictures/our%20cat.jpg", 20, "image/jpeg", "x"},
    {"gemini://example.org/museum/", 20, "text/gemini; charset=utf-8; lang=de",
     "Welcome\n=> /museum/note.txt A note\n=> gopher://b.example:71/1/ Elsewhere\n"},
    {"gemini://example.org/museum", 31, "/museum/", ""},
    {"gemini://example.org/pictures/", 51, NULL, ""},
    {"gemini://example.org/.secret", 51, NULL, ""},
    {"gemini://example.org/_config.yml", 51, NULL, ""},
    {"gemini://example.org/_drafts/later.md", 51, NULL, ""},
    {"gemini://example.org/nothing", 51, NULL, ""},
    {"gemini://example.org/tag/none/", 51, NULL, ""},
    {"gemini://example.org/caps.txt", 51, NULL, ""},
    {"gemini://example.org/../etc/passwd", 59, NULL, ""},
    {"gemini://example.org/%2e%2e/etc/passwd", 59, NULL, ""},
    {"gemini://example.org/..%2f..%2fetc/passwd", 59, NULL, ""},
    {"gemini://example.org/museum%2fnote.txt", 51, NULL, ""},
    {"gemini://example.org/museum%2Fnote.txt", 51, NULL, ""},
    {"gemini://example.org/%ff", 51, NULL, ""},
    {"gemini://other.example/", 53, NULL, ""},
    {"gemini://127.0.0.2/", 53, NULL, ""},
    {"gemini://example.org:1966/", 53, NULL, ""},
    {"https://example.org/", 53, NULL, ""},
    {"gopher://example.org/", 53, NULL, ""},
    {"gemini://ana@example.org/", 59, NULL, ""},
    {"gemini://example.org/#top", 59, NULL, ""},
    {"/", 59, NULL, ""},
    {"gemini://example.org/%zz", 59, NULL, ""},
};

static void test_gemini(void **state)
{
    for (size_t i = 0; i < sizeof gemini_rows / sizeof *gemini_rows; i++) {
        struct arena *arena = arena_create();
        struct response response = {.fd = -1};
        ask_gemini(*state, gemini_rows[i].url, STR(""), arena, &response);
        str meta = gemini_rows[i].meta ? str_of(gemini_rows[i].meta) : response.meta, body = body_of(&response, arena);
        if (response.status != gemini_rows[i].status || !str_eq(response.meta, meta) ||
            !str_starts(body, str_of(gemini_rows[i].body)))
            fail_msg("%s: %d %.*s\n%.*s", gemini_rows[i].url, response.status, STR_ARG(response.meta), STR_ARG(body));
        response_finish(&response);
        arena_destroy(arena);
    }
}

static void test_sni_must_be_the_host(void **state)
{
    static const struct {
        str sni;
        int status;
    } rows[] = {{STR_INIT("example.org"), 20},
                {STR_INIT("WWW.example.org"), 20},
                {STR_INIT("127.0.0.9"), 20},
                {STR_INIT("other.example"), 53}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct arena *arena = arena_create();
        struct response response = {.fd = -1};
        ask_gemini(*state, "gemini://example.org/", rows[i].sni, arena, &response);
        assert_int_equal(response.status, rows[i].status);
        response_finish(&response);
        arena_destroy(arena);
    }
}

static const struct {
    const char *line, *begins, *has;
} gopher_rows[] = {
    {"", "iT\t", "12024-06-01 Sun\t/a/sun\texample.org\t70\r\n"},
    {"/", "iT\t", "\r\n.\r\n"},
    {"/moon/", "iMoon\t", "1s\t/a/sun\texample.org\t70\r\n"},
    {"moon/", "iMoon\t", "hAlso on Gemini\tURL:gemini://example.org/moon/\texample.org\t70\r\n"},
    {"/moon", "iMoon\t", "0As plain text\t/moon/index.txt\texample.org\t70\r\n"},
    {"/moon.html", "iMoon\t", ""},
    {"/moon/index.txt", "Moon\n====\n", "[1] gopher://example.org/1/a/sun\n"},
    {"/moon.txt", "Moon\n====\n", ""},
    {"/moon.txt/", "3", ""},
    {"/a/sun.txt", "Sun\n===\n", "y\n"},
    {"/a/sun", "iSun\t", ""},
    {"/own", "iMine\t", "1There\t/about/\texample.org\t70\r\n"},
    {"/100%.txt", "full\n.\n", ""},
    {"/100%25.txt", "full\n.\n", ""},
    {"/pictures/our cat.jpg", "x", ""},
    {"/pictures/our%20cat.jpg", "x", ""},
    {"/museum/", "iWelcome\t", "0A note\t/museum/note.txt\texample.org\t70\r\n1Elsewhere\t/\tb.example\t71\r\n"},
    {"/museum", "iWelcome\t", ""},
    {"/plus/", "iPlus\t", "1Schlagwort: C++\t/tag/c/\texample.org\t70\r\n"},
    {"/caps.txt", "CAPS\n", "ServerDefaultEncoding=UTF-8"},
    {"/robots.txt", "User-agent", ""},
    {"/atom.xml", "<?xml", "gemini://example.org/moon/"},
    {"/moon/\t+", "iMoon\t", ""},
    {"URL:https://a.example/?a=1&b=\"", "<!DOCTYPE html>", "https://a.example/?a=1&amp;b=%22"},
    {"/URL:http://a.example/", "<!DOCTYPE html>", ""},
    {"GET / HTTP/1.1", "HTTP/1.0 404", "text/html"},
    {"URL:javascript:alert(1)", "3", ".\r\n"},
    {"URL:https://a.example/\x1b[31m", "3", ".\r\n"},
    {"URL:https://a.example/\xff", "3", ".\r\n"},
    {"URL:gemini://example.org/museum/page.html", "<!DOCTYPE html>", "gopher://example.org/h/museum/page.html"},
    {"/museum/page.html", "<p>x</p>\n", ""},
    {"/nothing", "3Not found; try /search\t", "iNot found; try /search\t"},
    {"/.secret", "3", ""},
    {"/_config.yml", "3", ""},
    {"/a/../moon/", "3", ""},
    {"/./moon/", "3", ""},
    {"/%2e%2e/etc/passwd", "3", ""},
    {"/museum/note.txt/", "3", ""},
    {"/a\x1bsun", "3", ""},
    {"/\xff", "3", ""},
};

static void test_gopher(void **state)
{
    struct world *w = *state;
    for (size_t i = 0; i < sizeof gopher_rows / sizeof *gopher_rows; i++) {
        struct arena *arena = arena_create();
        struct response response = {.fd = -1};
        struct gopher_request request;
        size_t used;
        str line = ARENA_CONCAT(arena, str_of(gopher_rows[i].line), STR("\r\n"));
        assert_int_equal(gopher_parse(line, &request, &used), PARSE_DONE);
        gopher_answer(w->capsule, &request, arena, &response);
        complete(&response, arena);
        str body = body_of(&response, arena);
        if (!str_starts(body, str_of(gopher_rows[i].begins)) || str_find(body, str_of(gopher_rows[i].has)) == STR_NONE)
            fail_msg("%s:\n%.*s", gopher_rows[i].line, STR_ARG(body));
        response_finish(&response);
        arena_destroy(arena);
    }
}

static void test_a_replaced_site_is_seen_at_once(void **state)
{
    struct world *w = *state;
    const struct site *site;
    assert_int_equal(folder_write(&w->folder, "about.md", "# Anew, and longer\n"), 0);
    assert_int_equal(site_load(w->folder.fd, &capsule_options(w->capsule)->site, capsule_site(w->capsule), NULL, &site),
                     OK);
    capsule_replace(w->capsule, site);
    site_unref(site);
    struct arena *arena = arena_create();
    struct response response = {.fd = -1};
    ask_gemini(w, "gemini://example.org/about/", STR(""), arena, &response);
    assert_true(str_starts(body_of(&response, arena), STR("# Anew, and longer\n")));
    response_finish(&response);
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_gemini),
        cmocka_unit_test(test_sni_must_be_the_host),
        cmocka_unit_test(test_gopher),
        cmocka_unit_test(test_a_replaced_site_is_seen_at_once),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
