#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "answer/answer.h"
#include "answer/request.h"
#include "content/load.h"
#include "folder.h"

/* Changes between the snapshot and the opening of a file: only what the snapshot judged is opened. */

#define SECRET "quirk"

static const struct folder_file files[] = {
    {"index.md", "x\n"},         {"pub/a.txt", "open\n"},       {"pub/b.md", "open\n"},
    {"box/gophermap", "open\n"}, {".env", SECRET "\n"},         {"_x/a.txt", SECRET "\n"},
    {"_x/b.md", SECRET "\n"},    {"_x/gophermap", SECRET "\n"}, {"private/a.txt", SECRET "\n"},
    {"private/b.md", SECRET},
};

static const struct {
    const char *link, *target;
} links[] = {{"l.txt", "pub/a.txt"}, {"l.md", "pub/b.md"}, {"dir", "pub"}, {"lbox", "box"}};
enum { LINKS = sizeof links / sizeof *links };

/* _x/a.txt, as a file of the server's own. */
static struct withheld_file own_file;
static const struct withheld withheld = {.files = &own_file, .file_count = 1};

static const char *const addresses[] = {"/pub/a.txt", "/pub/b.gmi", "/l.txt", "/l.gmi",
                                        "/dir/a.txt", "/dir/b.gmi", "/box/",  "/lbox/"};

struct world {
    struct folder folder;
    struct mime_table *mime;
    struct capsule *capsule;
};

static const str unlisted[] = {STR_INIT("/private/")};
static const str nobody[] = {STR_INIT("00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff")};
static const struct str_list visitors[] = {{nobody, 1}};

static int setup(void **state)
{
    static struct world w;
    const struct site *site;
    w.mime = mime_create();
    *state = &w;
    if (folder_make(&w.folder, files, sizeof files / sizeof *files) != 0)
        return -1;
    for (size_t i = 0; i < LINKS; i++)
        if (symlinkat(links[i].target, w.folder.fd, links[i].link) != 0)
            return -1;
    struct stat own;
    if (fstatat(w.folder.fd, "_x/a.txt", &own, 0) != 0)
        return -1;
    own_file = (struct withheld_file){.id = file_id_of(&own), .size = WITHHELD_ANY_SIZE};
    const struct capsule_options options = {
        .name = STR("example.org"),
        .root = w.folder.fd,
        .gemini_port = 1965,
        .public_gemini_port = 1965,
        .gopher_port = 70,
        .public_gopher_port = 70,
        .gopher_width = 70,
        .cache_bytes = 0, /* each answer opens its file */
        .mime = w.mime,
        .site = {.now = 2000000000, .zoneinfo = -1, .unlisted = {unlisted, 1}, .withheld = &withheld},
        .visitors = visitors};
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
    for (size_t i = 0; i < LINKS; i++)
        unlinkat(w->folder.fd, links[i].link, 0);
    folder_remove(&w->folder);
    return 0;
}

/* The status, or 0 where SECRET was in the answer. */
static int ask(struct world *w, const char *address)
{
    struct arena *arena = arena_create();
    const struct peer peer = {.port = 1965};
    struct gemini_request request;
    struct response response = {.fd = -1};
    size_t used;
    str line = ARENA_CONCAT(arena, STR("gemini://example.org"), str_of(address), STR("\r\n"));
    assert_int_equal(gemini_parse(line, arena, &request, &used), PARSE_DONE);
    gemini_answer(w->capsule, &request, &peer, arena, &response);
    if (response.body == BODY_JOB) {
        struct job *job = response.job;
        response.body = BODY_NONE;
        request_work(job);
        job->finish(job, arena, &response);
        job->discard(job);
    }
    char bytes[64] = "";
    str body = response.body == BODY_BLOB ? blob_str(response.blob) : STR("");
    if (response.body == BODY_FILE)
        body = (str){bytes, (size_t)pread(response.fd, bytes, sizeof bytes, 0)};
    int status = str_find(body, STR(SECRET)) == STR_NONE ? response.status : 0;
    response_finish(&response);
    arena_destroy(arena);
    return status;
}

static void expect(struct world *w, int status)
{
    for (size_t i = 0; i < sizeof addresses / sizeof *addresses; i++) {
        int found = ask(w, addresses[i]);
        if (found != status)
            fail_msg("%s: %d", addresses[i], found);
    }
}

static void all_is_there_at_first(void **state)
{
    expect(*state, 20);
}

/* The new targets of links are for the next snapshot; this one opens those that it judged. */
static void a_link_that_leads_elsewhere_now_shows_what_was_judged(void **state)
{
    struct world *w = *state;
    static const char *const elsewhere[] = {".env", "_x/b.md", "private", "_x"};
    for (size_t i = 0; i < LINKS; i++) {
        unlinkat(w->folder.fd, links[i].link, 0);
        assert_int_equal(symlinkat(elsewhere[i], w->folder.fd, links[i].link), 0);
    }
    expect(w, 20);
}

static void a_file_that_became_a_link_is_not_opened(void **state)
{
    struct world *w = *state;
    static const char *const names[][2] = {
        {"pub/a.txt", "../.env"}, {"pub/b.md", "../private/b.md"}, {"box/gophermap", "../_x/gophermap"}};
    for (size_t i = 0; i < 3; i++) {
        unlinkat(w->folder.fd, names[i][0], 0);
        assert_int_equal(symlinkat(names[i][1], w->folder.fd, names[i][0]), 0);
    }
    expect(w, 51);
    for (size_t i = 0; i < 3; i++) {
        unlinkat(w->folder.fd, names[i][0], 0);
        assert_int_equal(folder_write(&w->folder, names[i][0], "open\n"), 0);
    }
    expect(w, 20);
}

static void a_folder_that_became_a_link_is_not_entered(void **state)
{
    struct world *w = *state;
    static const char *const names[][2] = {{"pub", "_x"}, {"box", "_x"}};
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(renameat(w->folder.fd, names[i][0], w->folder.fd, i ? "aside1" : "aside0"), 0);
        assert_int_equal(symlinkat(names[i][1], w->folder.fd, names[i][0]), 0);
    }
    expect(w, 51);
    for (size_t i = 0; i < 2; i++) {
        unlinkat(w->folder.fd, names[i][0], 0);
        assert_int_equal(renameat(w->folder.fd, i ? "aside1" : "aside0", w->folder.fd, names[i][0]), 0);
    }
    expect(w, 20);
}

/* The file alone, by both of its addresses. */
static void expect_file(struct world *w, int status)
{
    assert_int_equal(ask(w, "/pub/a.txt"), status);
    assert_int_equal(ask(w, "/dir/a.txt"), status);
}

static void a_file_that_became_a_key_is_judged_when_it_is_opened(void **state)
{
    struct world *w = *state;
    assert_int_equal(folder_write(&w->folder, "pub/a.txt", "-----BEGIN PRIVATE KEY-----\n" SECRET "\n"), 0);
    expect_file(w, 51);
    assert_int_equal(folder_write(&w->folder, "pub/a.txt", "open again\n"), 0);
    expect_file(w, 20);
}

static void a_file_of_ours_that_came_into_the_capsule_is_judged_when_it_is_opened(void **state)
{
    struct world *w = *state;
    assert_int_equal(renameat(w->folder.fd, "pub/a.txt", w->folder.fd, "aside"), 0);
    assert_int_equal(renameat(w->folder.fd, "_x/a.txt", w->folder.fd, "pub/a.txt"), 0);
    expect_file(w, 51);
    assert_int_equal(renameat(w->folder.fd, "pub/a.txt", w->folder.fd, "_x/a.txt"), 0);
    assert_int_equal(renameat(w->folder.fd, "aside", w->folder.fd, "pub/a.txt"), 0);
    expect_file(w, 20);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_is_there_at_first),
        cmocka_unit_test(a_link_that_leads_elsewhere_now_shows_what_was_judged),
        cmocka_unit_test(a_file_that_became_a_link_is_not_opened),
        cmocka_unit_test(a_folder_that_became_a_link_is_not_entered),
        cmocka_unit_test(a_file_that_became_a_key_is_judged_when_it_is_opened),
        cmocka_unit_test(a_file_of_ours_that_came_into_the_capsule_is_judged_when_it_is_opened),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
