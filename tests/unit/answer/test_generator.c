#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "answer/request.h"
#include "content/notes.h"
#include "folder.h"
#include "site/read.h"

/* From a request to an answer, on both protocols, of a capsule that another generator than Jekyll wrote. */

static const struct folder_file files[] = {
    {"moon.note", "The moon\n2024-05-01\n\nIt *rises* over [hills](/notes/hill).\n"},
    {"hill.note", "A hill\n2024-04-01\n\n- one\n- two\n"},
    {"pic.txt", "a picture\n"},
};

struct world {
    struct folder folder;
    struct mime_table *mime;
    struct capsule *capsule;
};

static int setup(void **state)
{
    static struct world w;
    const struct site *site;
    *state = &w;
    w.mime = mime_create();
    if (folder_make(&w.folder, files, sizeof files / sizeof *files) != 0)
        return -1;
    const struct capsule_options options = {.name = STR("example.org"),
                                            .root = w.folder.fd,
                                            .gemini_port = 1965,
                                            .public_gemini_port = 1965,
                                            .gopher_port = 70,
                                            .public_gopher_port = 70,
                                            .gopher_width = 70,
                                            .cache_bytes = 1 << 20,
                                            .mime = w.mime,
                                            .site = {.now = 2000000000, .zoneinfo = -1}};
    if (site_read(w.folder.fd, &options.site, &notes, NULL, NULL, &site) != OK)
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

static void expect(struct world *w, const char *route, bool gopher, const char *words)
{
    struct request r;
    request_ask(w->capsule, "", route, gopher, &r);
    if (r.response.body == BODY_JOB) {
        struct job *job = r.response.job;
        r.response.body = BODY_NONE;
        job->work(job);
        job->finish(job, r.arena, &r.response);
        job->discard(job);
    }
    char bytes[64] = "";
    str body = r.response.body == BODY_BLOB ? blob_str(r.response.blob) : STR("");
    if (r.response.body == BODY_FILE)
        body = (str){bytes, (size_t)pread(r.response.fd, bytes, sizeof bytes, 0)};
    if (str_find(body, str_of(words)) == STR_NONE)
        fail_msg("%s: no \"%s\" in \"%.*s\"", route, words, STR_ARG(body));
    response_finish(&r.response);
    arena_destroy(r.arena);
    request_poison(&r);
}

static void a_post_is_served_on_both_protocols(void **state)
{
    expect(*state, "/notes/moon.gmi", false, "It rises over hills.");
    expect(*state, "/notes/moon.gmi", false, "=> /notes/hill.gmi hills");
    expect(*state, "/notes/hill.txt", true, "one");
}

static void lists_and_feeds_know_it(void **state)
{
    expect(*state, "/", false, "2024-05-01 The moon");
    expect(*state, "/", true, "A hill");
    expect(*state, "/atom.xml", false, "tag:example.org,2024-05-01:/notes/moon");
    expect(*state, "/pic.txt", false, "a picture");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_post_is_served_on_both_protocols),
        cmocka_unit_test(lists_and_feeds_know_it),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
