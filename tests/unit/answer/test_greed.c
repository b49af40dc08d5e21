#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "answer/memory.h"
#include "answer/request.h"
#include "content/load.h"
#include "folder.h"

#include <fcntl.h>

/* Answers to one reader are made in a way that holds nobody else up. */

enum { LARGE = 70 << 10, HOSTS = 40, BYTES = 4 << 20 };
static char large[LARGE], changed[LARGE], home[LARGE];

static const struct folder_file files[] = {
    {"_config.yml", "title: T\npermalink: /:title/\ntimezone: UTC\n"},
    {"_posts/2024-05-01-moon.md", "The moon, and no more.\n"},
    {"_posts/2024-05-02-loops.md", "{% for p in site.posts %}{{ p.title }}{% endfor %}\n"},
    {"large.gmi", large},
    {"changed.gmi", changed},
    {"home.md", home},
};
enum { FILES = sizeof files / sizeof *files };

struct world {
    struct folder folder;
    struct mime_table *mime;
    struct answer_memory *memory;
    struct capsule *capsules[HOSTS];
};

static void fill(char *text, size_t n, const char *line)
{
    for (size_t i = 0, m = strlen(line); i < n - 1; i++)
        text[i] = line[i % m];
    text[n - 2] = '\n';
}

static int set_up(void **state)
{
    static struct world w;
    w = (struct world){.mime = mime_create(), .memory = answer_memory_create(BYTES)};
    costs_set_bound(w.memory->costs, INT64_MAX); /* however slow this machine is */
    fill(large, LARGE, "A line of the author's own.\n");
    fill(changed, LARGE, "A line that is not\xe2\x80\xae so.\n");
    fill(home, LARGE, "Words of a page.\n");
    if (folder_make(&w.folder, files, FILES) != 0)
        return -1;
    struct capsule_options options = {.name = STR("example.org"),
                                      .root = w.folder.fd,
                                      .gemini_port = 1965,
                                      .public_gemini_port = 1965,
                                      .gopher_port = 70,
                                      .public_gopher_port = 70,
                                      .gopher_width = 70,
                                      .memory = w.memory,
                                      .mime = w.mime,
                                      .site = {.now = 2000000000, .zoneinfo = -1}};
    const struct site *site;
    if (site_load(w.folder.fd, &options.site, NULL, NULL, &site) != OK)
        return -1;
    for (size_t i = 0; i < HOSTS; i++)
        w.capsules[i] = capsule_create(&options, site);
    site_unref(site);
    *state = &w;
    return 0;
}

static int tear_down(void **state)
{
    struct world *w = *state;
    for (size_t i = 0; i < HOSTS; i++)
        capsule_destroy(w->capsules[i]);
    answer_memory_destroy(w->memory);
    mime_destroy(w->mime);
    folder_remove(&w->folder);
    return 0;
}

/* Asks, and does the job if it is one. Returns whether it was. */
static bool ask(struct capsule *capsule, const char *route, bool gopher, enum body_kind kind, enum cache_use cache)
{
    struct request r;
    request_ask(capsule, "", route, gopher, &r);
    struct job *job = request_take_job(&r);
    if (job) {
        request_work(job);
        job->finish(job, r.arena, &r.response);
        job->discard(job);
    }
    assert_int_equal(r.response.body, kind);
    assert_int_equal(r.response.cache, cache);
    request_poison(&r);
    request_end(&r);
    return job != NULL;
}

static void what_has_liquid_is_a_job_at_first(void **state)
{
    struct world *w = *state;
    assert_true(ask(w->capsules[0], "/loops/", false, BODY_BLOB, CACHE_MISS));
    assert_false(ask(w->capsules[0], "/loops/", false, BODY_BLOB, CACHE_HIT));
    blob_cache_clear(w->memory->pages, w->capsules[0]);
    assert_false(ask(w->capsules[0], "/loops/", false, BODY_BLOB, CACHE_MISS));
}

static void what_was_dear_is_a_job(void **state)
{
    struct world *w = *state;
    costs_set_bound(w->memory->costs, -1);
    assert_false(ask(w->capsules[0], "/moon/", false, BODY_BLOB, CACHE_MISS));
    blob_cache_clear(w->memory->pages, w->capsules[0]);
    assert_true(ask(w->capsules[0], "/moon/", false, BODY_BLOB, CACHE_MISS));
    assert_false(ask(w->capsules[1], "/moon/", false, BODY_BLOB, CACHE_MISS));
}

static void a_large_text_that_needs_no_change_is_sent_as_it_lies(void **state)
{
    struct world *w = *state;
    assert_true(ask(w->capsules[0], "/large.gmi", false, BODY_FILE, CACHE_MISS));
    assert_false(ask(w->capsules[0], "/large.gmi", false, BODY_FILE, CACHE_HIT));
    assert_true(ask(w->capsules[0], "/changed.gmi", false, BODY_BLOB, CACHE_MISS));
    assert_false(ask(w->capsules[0], "/changed.gmi", false, BODY_BLOB, CACHE_HIT));
    /* Another version is measured anew. */
    int fd = openat(w->folder.fd, "large.gmi", O_WRONLY | O_CLOEXEC);
    assert_int_equal(pwrite(fd, "B", 1, 0), 1);
    close(fd);
    assert_true(ask(w->capsules[0], "/large.gmi", false, BODY_FILE, CACHE_MISS));
}

/* All who wait for the same page get the answer that the first of them got. */
static void a_job_is_done_once_another_has_made_the_page(void **state)
{
    struct world *w = *state;
    struct request first, second;
    request_ask(w->capsules[0], "", "/home/", false, &first);
    request_ask(w->capsules[0], "", "/home/", false, &second);
    struct job *one = request_take_job(&first), *two = request_take_job(&second);
    assert_non_null(one);
    assert_non_null(two);
    assert_false(two->is_done(two));
    request_work(one);
    one->finish(one, first.arena, &first.response);
    assert_true(two->is_done(two));
    two->finish(two, second.arena, &second.response);
    assert_ptr_equal(first.response.blob, second.response.blob);
    one->discard(one);
    two->discard(two);
    request_poison(&first);
    request_poison(&second);
    request_end(&first);
    request_end(&second);
}

static void the_homes_of_many_hosts_are_kept(void **state)
{
    struct world *w = *state;
    for (size_t i = 0; i < HOSTS; i++)
        assert_true(ask(w->capsules[i], "/home/", false, BODY_BLOB, CACHE_MISS));
    for (size_t i = 0; i < HOSTS; i++)
        assert_false(ask(w->capsules[i], "/home/", false, BODY_BLOB, CACHE_HIT));
}

/* An answer from an index that is not whole yet is not kept; on a slow machine it takes several questions. */
static void make_index(struct capsule *capsule)
{
    for (bool whole = false; !whole;) {
        struct request r;
        request_ask(capsule, "", "/search?nothing", false, &r);
        struct job *job = request_take_job(&r);
        whole = !job;
        if (job) {
            request_work(job);
            job->finish(job, r.arena, &r.response);
            job->discard(job);
        }
        request_poison(&r);
        request_end(&r);
    }
}

static void the_same_question_is_answered_from_memory(void **state)
{
    struct world *w = *state;
    make_index(w->capsules[0]);
    make_index(w->capsules[1]);
    assert_true(ask(w->capsules[0], "/search?moon", false, BODY_BLOB, CACHE_MISS));
    assert_false(ask(w->capsules[0], "/search?moon", false, BODY_BLOB, CACHE_HIT));
    assert_true(ask(w->capsules[0], "/search\tmoon", true, BODY_BLOB, CACHE_MISS));
    assert_true(ask(w->capsules[0], "/search?sun", false, BODY_BLOB, CACHE_MISS));
    assert_true(ask(w->capsules[1], "/search?moon", false, BODY_BLOB, CACHE_MISS));
    capsule_replace(w->capsules[0], capsule_site(w->capsules[0]));
    assert_true(ask(w->capsules[0], "/search?moon", false, BODY_BLOB, CACHE_MISS));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(what_has_liquid_is_a_job_at_first),
        TEST(what_was_dear_is_a_job),
        TEST(a_large_text_that_needs_no_change_is_sent_as_it_lies),
        TEST(a_job_is_done_once_another_has_made_the_page),
        TEST(the_homes_of_many_hosts_are_kept),
        TEST(the_same_question_is_answered_from_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
