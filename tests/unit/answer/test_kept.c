#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <poll.h>

#include "answer/answer.h"
#include "content/load.h"
#include "folder.h"

/* Pages that were made from one snapshot and are sent from a later one. */

static const struct folder_file files[] = {
    {"_config.yml", "title: T\npermalink: /:title.html\n"},
    {"_posts/2024-01-01-a.md", "---\ntitle: A\ntags: [x]\n---\nAlone.\n"},
    {"_posts/2024-01-02-b.md", "---\ntitle: B\ntags: [x, y]\n---\n[a](/a.html), [to come](/later.html), [z](/z.txt)\n"},
    {"_posts/2024-01-03-c.md", "---\ntitle: C\n---\n{% post_url 2024-01-01-a %} {% link _posts/2024-01-02-b.md %}\n"},
    {"_posts/2024-01-04-d.md", "---\ntitle: D\n---\n{% include part.txt %} {{ site.data.d.k }} {{ site.title }}\n"},
    {"_posts/2024-01-05-e.md", "---\ntitle: E\n---\n{{ site.posts.size }} posts, before: {{ page.previous.title }}\n"},
    {"_posts/2024-01-06-f.md", "---\ntitle: F\n---\nLast but one.\n"},
    {"_posts/2024-01-07-g.md", "---\ntitle: G\n---\nLast.\n"},
    {"page.md",
     "---\ntitle: Page\n---\n{% include_relative beside.txt %}\n\n[tag](/tag/y/) [d](_posts/2024-01-04-d.md)\n"},
    {"loose.md", "---\ntitle: Loose\n---\n{% include_relative vendor/bundle/x.txt %}\n"},
    {"note.md", "# Note\n"},
    {"beside.txt", "Beside.\n"},
    {"vendor/bundle/x.txt", "Vendor.\n"},
    {"_includes/part.txt", "part one"},
    {"_data/d.yml", "k: v\n"},
    /* Added by the edits. */
    {"_posts/2023-01-01-later.md", NULL},
    {"z.txt", NULL},
};
enum { FILES = sizeof files / sizeof *files, MADE = FILES - 2 };

static const char *const addresses[] = {"/a.gmi", "/b.gmi",  "/c.gmi",    "/d.gmi",     "/e.gmi",
                                        "/f.gmi", "/g.gmi",  "/page.gmi", "/loose.gmi", "/note.gmi",
                                        "/",      "/posts/", "/tag/x/",   "/atom.xml"};
enum { ADDRESSES = sizeof addresses / sizeof *addresses };

/* TEXT NULL: the file is removed. KEPT: which pages are not made again, by the first letter of their name. */
static const struct edit {
    const char *what, *path, *text, *kept;
} edits[] = {
    {"a page nobody mentions", "note.md", "# Note, edited\n", "abcdefgp"},
    {"a body", "_posts/2024-01-01-a.md", "---\ntitle: A\ntags: [x]\n---\nAlone, but edited.\n", "bcdfgpn"},
    {"a title", "_posts/2024-01-06-f.md", "---\ntitle: Fine\n---\nLast but one.\n", "abcdpn"},
    {"a post that was linked", "_posts/2023-01-01-later.md", "---\ntitle: Later\n---\nHere.\n", "cdfgpn"},
    {"its end", "_posts/2023-01-01-later.md", NULL, "cdfgpn"},
    {"a file that was linked", "z.txt", "f\n", "acdefgpn"},
    {"a post's address", "_posts/2024-01-01-a.md", "---\ntitle: A\npermalink: /q/a.html\n---\nAlone.\n", "dfgpn"},
    {"an include", "_includes/part.txt", "part two, longer", ""},
    {"data", "_data/d.yml", "k: other\n", ""},
    {"a file beside", "beside.txt", "Beside, longer.\n", "bcdefgn"},
    {"what nobody watches", "vendor/bundle/x.txt", "Vendor, longer.\n", "bcdefgpn"},
    {"the last post of a tag", "_posts/2024-01-02-b.md", "---\ntitle: B\ntags: [x]\n---\nb\n", "cdfgn"},
    {"the configuration", "_config.yml", "title: Other\npermalink: /:title.html\nlang: de\n", ""},
};
enum { EDITS = sizeof edits / sizeof *edits };

struct world {
    struct folder folder;
    struct mime_table *mime;
    struct capsule_options options;
    struct capsule *capsule;
    time_t clock;
};

/* Gives the file a version of its own, whatever the resolution of the file system's clock. */
static void date_file(struct world *w, const char *path)
{
    const struct timespec times[2] = {{w->clock, 0}, {w->clock, 0}};
    assert_int_equal(utimensat(w->folder.fd, path, times, 0), 0);
    w->clock++;
}

static const struct site *load(const struct world *w, const struct site *previous)
{
    const struct site *site;
    assert_int_equal(site_load(w->folder.fd, &w->options.site, previous, NULL, &site), OK);
    return site;
}

static int setup(void **state)
{
    static struct world w;
    w = (struct world){.clock = 1000000000, .mime = mime_create()};
    if (folder_make(&w.folder, files, MADE) != 0)
        return -1;
    w.folder.count = FILES;
    for (size_t i = 0; i < MADE; i++)
        date_file(&w, files[i].path);
    w.options = (struct capsule_options){.name = STR("example.org"),
                                         .root = w.folder.fd,
                                         .gemini_port = 1965,
                                         .public_gemini_port = 1965,
                                         .gopher_port = 70,
                                         .public_gopher_port = 70,
                                         .gopher_width = 70,
                                         .cache_bytes = 1 << 20,
                                         .mime = w.mime,
                                         .site = {.now = 2000000000, .zoneinfo = -1}};
    const struct site *site = load(&w, NULL);
    w.capsule = capsule_create(&w.options, site);
    site_unref(site);
    *state = &w;
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

/* The body at ADDRESS over either protocol; NULL: there is none. A reference. */
static struct blob *ask(struct capsule *capsule, const char *address, bool gopher)
{
    struct arena *arena = arena_create();
    struct response response = {.fd = -1};
    const struct peer peer = {.port = gopher ? 70 : 1965};
    size_t used;
    if (gopher) {
        struct gopher_request request;
        assert_int_equal(gopher_parse(ARENA_CONCAT(arena, str_of(address), STR("\r\n")), &request, &used), PARSE_DONE);
        gopher_answer(capsule, &request, arena, &response);
    } else {
        struct gemini_request request;
        str line = ARENA_CONCAT(arena, STR("gemini://example.org"), str_of(address), STR("\r\n"));
        assert_int_equal(gemini_parse(line, arena, &request, &used), PARSE_DONE);
        gemini_answer(capsule, &request, &peer, arena, &response);
    }
    if (response.body == BODY_JOB) {
        struct job *job = response.job;
        response.body = BODY_NONE;
        while (job->work(job) > 0)
            poll(NULL, 0, 1);
        job->finish(job, arena, &response);
        job->discard(job);
    }
    struct blob *blob = response.body == BODY_BLOB ? blob_ref(response.blob) : NULL;
    response_finish(&response);
    arena_destroy(arena);
    return blob;
}

static str text_of(const struct blob *blob)
{
    return blob ? blob_str(blob) : STR("");
}

static void apply(struct world *w, const struct edit *edit)
{
    if (edit->text) {
        assert_int_equal(folder_write(&w->folder, edit->path, edit->text), 0);
        date_file(w, edit->path);
    } else {
        assert_int_equal(unlinkat(w->folder.fd, edit->path, 0), 0);
    }
    const struct site *site = load(w, capsule_site(w->capsule));
    if (site != capsule_site(w->capsule))
        capsule_replace(w->capsule, site);
    site_unref(site);
}

struct shown {
    struct blob *blobs[2][ADDRESSES]; /* of Gemini, of Gopher */
};

static void ask_all(struct capsule *capsule, struct shown *asked)
{
    for (size_t g = 0; g < 2; g++)
        for (size_t i = 0; i < ADDRESSES; i++)
            asked->blobs[g][i] = ask(capsule, addresses[i], g == 1);
}

static void forget(struct shown *asked)
{
    for (size_t g = 0; g < 2; g++)
        for (size_t i = 0; i < ADDRESSES; i++)
            blob_unref(asked->blobs[g][i]);
}

static void assert_as_made_anew(const struct world *w, const struct edit *edit, const struct shown *now)
{
    const struct site *site = load(w, NULL);
    struct capsule *other = capsule_create(&w->options, site);
    site_unref(site);
    struct shown anew;
    ask_all(other, &anew);
    for (size_t g = 0; g < 2; g++)
        for (size_t i = 0; i < ADDRESSES; i++)
            if (!str_eq(text_of(now->blobs[g][i]), text_of(anew.blobs[g][i])))
                fail_msg("after an edit of %s, %s of %s is stale:\n%.*s\n---\n%.*s", edit->what, addresses[i],
                         g ? "Gopher" : "Gemini", STR_ARG(text_of(now->blobs[g][i])),
                         STR_ARG(text_of(anew.blobs[g][i])));
    forget(&anew);
    capsule_destroy(other);
}

static void after_any_edit_each_page_is_as_it_would_be_made_anew(void **state)
{
    struct world *w = *state;
    for (size_t e = 0; e < EDITS; e++) {
        struct shown before, now;
        ask_all(w->capsule, &before);
        apply(w, &edits[e]);
        ask_all(w->capsule, &now);
        assert_as_made_anew(w, &edits[e], &now);
        forget(&before);
        forget(&now);
    }
}

static void pages_that_an_edit_does_not_concern_are_not_made_again(void **state)
{
    struct world *w = *state;
    for (size_t e = 0; e < EDITS; e++) {
        struct shown before, now;
        ask_all(w->capsule, &before);
        apply(w, &edits[e]);
        ask_all(w->capsule, &now);
        for (size_t g = 0; g < 2; g++)
            for (size_t i = 0; i < ADDRESSES && addresses[i][1]; i++) {
                bool kept = before.blobs[g][i] && before.blobs[g][i] == now.blobs[g][i];
                bool expected = strchr(edits[e].kept, addresses[i][1]) != NULL;
                if (expected != kept)
                    fail_msg("an edit of %s %s %s of %s again", edits[e].what, kept ? "did not make" : "made",
                             addresses[i], g ? "Gopher" : "Gemini");
            }
        forget(&before);
        forget(&now);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(after_any_edit_each_page_is_as_it_would_be_made_anew, setup, teardown),
        cmocka_unit_test_setup_teardown(pages_that_an_edit_does_not_concern_are_not_made_again, setup, teardown),
    };
    return cmocka_run_group_tests_name("answer/kept", tests, NULL, NULL);
}
