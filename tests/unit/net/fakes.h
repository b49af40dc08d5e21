/*
 * The rooms below net/, as small as they can be, so that connections can be tested without certificates and capsules.
 * Defining all of their functions here keeps the real ones from being linked.
 */
#include "content/load.h"
#include "net/worker.h"
#include "search/search.h"

#include "fake_tls.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* ---- content: a site is a number */

struct site {
    atomic_int references;
    int number;
};

static atomic_int sites_made, sites_alive, jobs_alive;

const struct site *site_ref(const struct site *s)
{
    atomic_fetch_add(&((struct site *)(uintptr_t)s)->references, 1);
    return s;
}

void site_unref(const struct site *s)
{
    if (!s || atomic_fetch_sub(&((struct site *)(uintptr_t)s)->references, 1) > 1)
        return;
    atomic_fetch_sub(&sites_alive, 1);
    free((void *)(uintptr_t)s);
}

enum err site_load(int root, const struct site_options *options, const struct site *previous, struct diag *diag,
                   const struct site **out)
{
    (void)root;
    (void)options;
    (void)previous;
    (void)diag;
    struct site *s = calloc(1, sizeof *s);
    if (!s)
        abort();
    atomic_init(&s->references, 1);
    s->number = atomic_fetch_add(&sites_made, 1);
    atomic_fetch_add(&sites_alive, 1);
    *out = s;
    return OK;
}

uint64_t site_errors(const struct site *s)
{
    (void)s;
    return 0;
}

static int64_t newest_read;

int64_t site_newest_read(const struct site *s)
{
    (void)s;
    return newest_read;
}

const struct page *const *site_posts(const struct site *s, size_t *count)
{
    (void)s;
    *count = 0;
    return NULL;
}

const struct page *const *site_pages(const struct site *s, size_t *count)
{
    return site_posts(s, count);
}

/* ---- search: no index */

uint64_t search_memory(void)
{
    return 0;
}

/* ---- answer: the path says what is wanted */

struct capsule {
    struct capsule_options options;
    const struct site *site;
};

const struct site *capsule_site(const struct capsule *c)
{
    return c->site;
}

const struct capsule_options *capsule_options(const struct capsule *c)
{
    return &c->options;
}

void capsule_replace(struct capsule *c, const struct site *s)
{
    site_unref(c->site);
    c->site = site_ref(s);
}

static void say(struct response *r, str words)
{
    r->body = BODY_BLOB;
    r->blob = blob_create(words);
}

static void say_many(struct response *r, size_t n)
{
    struct buf many;
    buf_init(&many, n);
    buf_put_repeat(&many, 'x', n);
    r->body = BODY_BLOB;
    r->blob = blob_steal(&many);
}

static int job_work(struct job *job)
{
    (void)job;
    nanosleep(&(struct timespec){.tv_nsec = 100 * 1000 * 1000}, NULL);
    return 0;
}

static void job_finish(struct job *job, struct arena *arena, struct response *r)
{
    (void)job;
    (void)arena;
    *r = (struct response){.status = GEMINI_OK, .meta = STR("text/plain")};
    say(r, STR("done"));
}

static void job_discard(struct job *job)
{
    free(job);
    atomic_fetch_sub(&jobs_alive, 1);
}

static void start_job(struct response *r)
{
    r->body = BODY_JOB;
    r->job = calloc(1, sizeof *r->job);
    if (!r->job)
        abort();
    *r->job = (struct job){.kind = JOB_PAGE, .work = job_work, .finish = job_finish, .discard = job_discard};
    atomic_fetch_add(&jobs_alive, 1);
}

static void send_file(struct response *r, int root, const char *name)
{
    struct stat st;
    r->fd = openat(root, name, O_RDONLY | O_CLOEXEC);
    if (r->fd < 0 || fstat(r->fd, &st) != 0)
        return;
    r->body = BODY_FILE;
    r->length = (uint64_t)st.st_size;
}

static void answer(const struct capsule *c, str path, struct arena *arena, struct response *r)
{
    *r = (struct response){.status = GEMINI_OK, .meta = STR("text/plain"), .asked.path = path};
    long n = 0;
    if (str_eq(path, STR("/job")))
        start_job(r);
    else if (str_eq(path, STR("/file")))
        send_file(r, c->options.root, "file");
    else if (str_eq(path, STR("/site")))
        say(r, arena_printf(arena, "%d", c->site->number));
    else if (str_eq(path, STR("/control")))
        r->meta = STR("a\r\nb");
    else if (str_starts(path, STR("/many/")) && str_to_long(str_from(path, 6), &n))
        say_many(r, (size_t)n);
    else
        say(r, STR("hello"));
}

void response_finish(struct response *r)
{
    switch (r->body) {
    case BODY_NONE:
        break;
    case BODY_BLOB:
        blob_unref(r->blob);
        break;
    case BODY_FILE:
        close(r->fd);
        break;
    case BODY_JOB:
        r->job->discard(r->job);
        break;
    }
    r->body = BODY_NONE;
}

void hosts_gemini(const struct hosts *hosts, const struct gemini_request *q, const struct peer *peer,
                  struct arena *arena, struct response *r)
{
    (void)peer;
    answer(hosts->fallback, q->uri.path, arena, r);
}

void hosts_gopher(const struct hosts *hosts, const struct gopher_request *q, str sni, struct arena *arena,
                  struct response *r)
{
    (void)sni;
    answer(hosts->fallback, q->selector, arena, r);
}

void hosts_spartan(const struct hosts *hosts, const struct spartan_request *q, struct arena *arena, struct response *r)
{
    answer(hosts->fallback, q->path, arena, r);
    r->status = SPARTAN_OK;
}

void finger_answer(struct capsule *c, const struct finger_request *q, struct arena *arena, struct response *r)
{
    answer(c, q->user, arena, r);
}

void nex_answer(struct capsule *c, const struct nex_request *q, struct arena *arena, struct response *r)
{
    answer(c, q->path, arena, r);
}

void gemini_refuse(int status, struct arena *arena, struct response *r)
{
    (void)arena;
    *r = (struct response){.status = status, .meta = STR("refused")};
}

void gopher_refuse(str words, struct arena *arena, struct response *r)
{
    *r = (struct response){.body = BODY_NONE};
    say(r, ARENA_CONCAT(arena, STR("3"), words));
}

void spartan_refuse(int status, str words, struct response *r)
{
    *r = (struct response){.status = status, .meta = words};
}

void line_refuse(str words, struct response *r)
{
    *r = (struct response){.body = BODY_NONE};
    say(r, words);
}
