#ifndef TEST_ANSWER_JOB_CASE_H
#define TEST_ANSWER_JOB_CASE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "answer/capsule.h"
#include "answer/request.h"
#include "base/buf.h"
#include "content/load.h"
#include "folder.h"

/*
 * Answers whose readers and requests end too early. Between the answer and its job's work, the bytes of the request are
 * overwritten and freed, the site is replaced, and, where the reader has left, the arena of the request ends: the
 * result must be as if nothing had happened, and a sanitizer sees whatever is read too late.
 */

static const char visitor[] = "7d0a1c9f2b3e4d5c6b7a8990a1b2c3d4e5f60718293a4b5c6d7e8f9001122334";

/* An address as each protocol asks for it, and whether its answer is a job. */
struct route {
    const char *gemini, *gopher;
    bool job_gemini, job_gopher;
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

static inline const struct site *load(const struct world *w)
{
    const struct site *site;
    assert_int_equal(site_load(w->folder.fd, &w->options.site, NULL, NULL, &site), OK);
    return site;
}

/* Nothing is kept, so that each answer is made. */
static inline int begin(struct world *w, const struct folder_file *files, size_t count)
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

static inline int tear_down(void **state)
{
    struct world *w = *state;
    capsule_destroy(w->capsule);
    mime_destroy(w->mime);
    folder_remove(&w->folder);
    return 0;
}

static inline void replace_site(const struct world *w)
{
    const struct site *site = load(w);
    capsule_replace(w->capsule, site);
    site_unref(site);
}

/* A reader's answer, in an arena of the test. */
struct got {
    int status;
    str meta, body;
    bool was_job;
};

/* The reader waits. DISTURBED: everything but the connection's own arena ends meanwhile. */
static inline struct got wait_for(const struct world *w, const char *route, bool gopher, bool disturbed,
                                  struct arena *arena)
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
static inline void leave(const struct world *w, const char *route, bool gopher, bool work)
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
static inline str without_excerpts(str body, bool gopher, struct arena *arena)
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

static inline bool is_same(const char *route, bool gopher, const struct got *a, const struct got *b,
                           struct arena *arena)
{
    bool search = str_starts(str_of(route), STR("/search")) || str_starts(str_of(route), STR("search"));
    str one = search ? without_excerpts(a->body, gopher, arena) : a->body;
    str other = search ? without_excerpts(b->body, gopher, arena) : b->body;
    return a->status == b->status && str_eq(a->meta, b->meta) && str_eq(one, other);
}

static inline void assert_independent(const struct world *w, const char *route, bool gopher, bool is_job)
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
        fail_msg("%s of %s depends on its request:\n%d %.*s\n%.*s\n---\n%d %.*s\n%.*s", route,
                 gopher ? "Gopher" : "Gemini", quiet.status, STR_ARG(quiet.meta), STR_ARG(quiet.body), disturbed.status,
                 STR_ARG(disturbed.meta), STR_ARG(disturbed.body));
    assert_true(is_same(route, gopher, &quiet, &after, arena));
    arena_destroy(arena);
}

#endif
