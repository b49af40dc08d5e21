#ifndef TEST_ANSWER_REQUEST_H
#define TEST_ANSWER_REQUEST_H

#include "answer/answer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* A request whose bytes end when the test says so, as those of a connection do. */

enum { ROUTE_MAX = 200 };

struct request {
    char *line, *fingerprint; /* all that it borrows */
    size_t n;
    struct arena *arena;
    struct response response;
};

static inline char *copy_of(const char *text, size_t n)
{
    char *copy = malloc(n + 1);
    memcpy(copy, text, n);
    copy[n] = '\0';
    return copy;
}

static inline void request_ask(struct capsule *capsule, const char *visitor, const char *route, bool gopher,
                               struct request *r)
{
    char line[ROUTE_MAX];
    int n = snprintf(line, sizeof line, gopher ? "%s\r\n" : "gemini://example.org%s\r\n", route);
    *r = (struct request){.line = copy_of(line, (size_t)n),
                          .fingerprint = copy_of(visitor, strlen(visitor)),
                          .n = (size_t)n,
                          .arena = arena_create(),
                          .response = {.fd = -1}};
    const struct peer peer = {.fingerprint = {r->fingerprint, strlen(visitor)}, .port = gopher ? 70 : 1965};
    size_t used;
    if (gopher) {
        struct gopher_request request;
        assert_int_equal(gopher_parse((str){r->line, r->n}, &request, &used), PARSE_DONE);
        gopher_answer(capsule, &request, r->arena, &r->response);
        return;
    }
    struct gemini_request request;
    if (gemini_parse((str){r->line, r->n}, r->arena, &request, &used) == PARSE_DONE)
        gemini_answer(capsule, &request, &peer, r->arena, &r->response);
    else
        gemini_refuse(GEMINI_BAD_REQUEST, r->arena, &r->response);
}

static inline void request_poison(struct request *r)
{
    memset(r->line, '!', r->n);
    memset(r->fingerprint, '!', strlen(r->fingerprint));
    free(r->line);
    free(r->fingerprint);
    r->response.asked.path = STR(""); /* the connection's, as long as that lives */
}

/* The answer's job, which is the caller's now; NULL: it is none. */
static inline struct job *request_take_job(struct request *r)
{
    struct job *job = r->response.body == BODY_JOB ? r->response.job : NULL;
    if (job)
        r->response.body = BODY_NONE;
    return job;
}

static inline void request_work(struct job *job)
{
    int left;
    while ((left = job->work(job)) > 0)
        nanosleep(&(struct timespec){.tv_nsec = (long)left * 1000 * 1000}, NULL);
}

static inline void request_end(struct request *r)
{
    response_finish(&r->response);
    arena_destroy(r->arena);
}

static inline str response_body(const struct response *response, struct arena *arena)
{
    char *bytes = arena_alloc(arena, response->length + 1, 1);
    if (response->body == BODY_BLOB)
        return arena_str(arena, blob_str(response->blob));
    if (response->body != BODY_FILE)
        return STR("");
    assert_int_equal(pread(response->fd, bytes, response->length, 0), response->length);
    return (str){bytes, response->length};
}

#endif
