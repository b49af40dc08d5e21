#include "answer/rendition.h"

#include "answer/debounce.h"
#include "answer/validator.h"
#include "answer/verbatim.h"
#include "base/clock.h"
#include "content/document.h"

#include <string.h>
#include <unistd.h>

enum { BODY_MAX = 64 << 20, VERBATIM_FROM = 64 << 10 /* bytes; smaller ones are made and kept */ };

/* A body, and whether and why it may be sent again. */
struct made {
    struct kept kept;
    bool loose;       /* it may not be sent again */
    int unsettled_ms; /* a source may have been half written */
    int64_t cost;     /* microseconds */
};

/* ---- making */

static enum err make_strict(struct buf *out)
{
    struct buf strict;
    buf_init(&strict, out->max);
    enum err err = gopher_put_text(&strict, buf_str(out));
    buf_finish(out);
    *out = strict;
    return err;
}

static enum err end_text(const struct view *view, const struct site *site, struct buf *out)
{
    if (view->protocol != LINK_GOPHER)
        return OK;
    if (view_is_menu(view))
        return gopher_put_end(out);
    return site_config(site)->strict_rfc1436 ? make_strict(out) : OK;
}

/* Makes everything that is sent after the header. */
static enum err make(const struct view *view, const struct site *site, const struct capsule_options *options,
                     struct made *made)
{
    struct buf out;
    int64_t began = cost_clock();
    buf_init(&out, BODY_MAX);
    struct arena *arena = arena_create();
    struct uses *uses = uses_create(arena);
    enum err err = view_write(view, site, options, uses, &out);
    if (err == OK)
        err = end_text(view, site, &out);
    if (err == OK)
        made->kept = (struct kept){.body = blob_steal(&out), .validator = validator_make(view, uses)};
    made->loose = uses->loose;
    made->unsettled_ms = uses->unsettled_ms;
    made->cost = cost_clock() - began;
    buf_finish(&out);
    arena_destroy(arena);
    return err;
}

static void made_finish(struct made *made)
{
    blob_unref(made->kept.body);
    blob_unref(made->kept.validator);
    *made = (struct made){.loose = false};
}

/* ---- caching */

/* Another version of a page may take a different time. */
static uint64_t key_of(const struct capsule *capsule, const struct view *view, str name)
{
    const struct page *page = view->page;
    return cost_key(capsule, name, page ? page->file_mtime_ns : 0, page ? page->file_size : 0);
}

static void keep(struct capsule *capsule, const struct view *view, str name, struct made *made)
{
    struct answer_memory *memory = capsule->options.memory;
    costs_note(memory->costs, key_of(capsule, view, name), made->cost);
    made->kept.generation = capsule->generation;
    if (made->kept.body && !made->loose)
        blob_cache_put(memory->pages, capsule, name, &made->kept);
}

/* The cached body; one of an earlier snapshot only if the present one would give the same. Borrowed. */
static struct blob *find_kept(struct capsule *capsule, const struct view *view, str name)
{
    struct kept *kept = blob_cache_find(capsule->options.memory->pages, capsule, name);
    if (!kept)
        return NULL;
    if (kept->generation != capsule->generation && !validator_holds(kept->validator, view, capsule))
        return NULL;
    kept->generation = capsule->generation;
    return kept->body;
}

static bool may_be_verbatim(const struct view *view)
{
    return view->kind == VIEW_PAGE && view->page && view->protocol == LINK_GEMINI &&
           view->page->file_size > VERBATIM_FROM;
}

static str name_of_verbatim(str name, struct arena *arena)
{
    return ARENA_CONCAT(arena, STR("verbatim "), name);
}

static bool find_verbatim(struct capsule *capsule, const struct view *view, str name, struct response *response)
{
    struct arena *arena = arena_create();
    struct blob *blob = find_kept(capsule, view, name_of_verbatim(name, arena));
    struct verbatim verbatim;
    struct stat st;
    int fd;
    if (blob)
        memcpy(&verbatim, blob_str(blob).p, sizeof verbatim);
    bool opened = blob && verbatim_open(capsule->options.root, view->page, &verbatim, &fd, &st);
    if (opened)
        response_set_file(response, fd, &st);
    arena_destroy(arena);
    return opened;
}

bool rendition_find(struct capsule *capsule, const struct view *view, str name, struct response *response)
{
    if (may_be_verbatim(view) && find_verbatim(capsule, view, name, response))
        return true;
    struct blob *blob = find_kept(capsule, view, name);
    if (blob)
        response_set_blob(response, blob_ref(blob));
    return blob;
}

/* ---- on the loop */

/* Liquid can take any time, however short its text is. */
static bool has_liquid(const struct capsule *capsule, const struct page *page)
{
    str source;
    struct arena *arena = arena_create();
    enum err err = withheld_read(site_withheld(page->site), site_root(page->site, capsule->options.root),
                                 page_file(page), DOCUMENT_MAX, arena, &source);
    bool has = err == OK && (str_find(source, STR("{%")) != STR_NONE || str_find(source, STR("{{")) != STR_NONE);
    arena_destroy(arena);
    return has;
}

bool rendition_is_costly(const struct capsule *capsule, const struct view *view, str name)
{
    if (view_is_slow(view, capsule->site))
        return true;
    switch (costs_find(capsule->options.memory->costs, key_of(capsule, view, name))) {
    case COST_HIGH:
        return true;
    case COST_LOW:
        return false;
    case COST_UNKNOWN:
        break;
    }
    return view->page && has_liquid(capsule, view->page);
}

enum err rendition_make(struct capsule *capsule, const struct view *view, str name, struct response *response)
{
    struct made made = {.loose = false};
    enum err err = make(view, capsule->site, &capsule->options, &made);
    keep(capsule, view, name, &made);
    if (err == OK)
        response_set_blob(response, blob_ref(made.kept.body));
    made_finish(&made);
    return err;
}

/* ---- by a thread, from the site as it was when the request came */

struct rendition {
    struct job job;
    struct arena *arena; /* of this job */
    struct capsule *capsule;
    const struct site *site;
    struct view view;
    str name;
    response_fail *fail;
    int64_t latest; /* clock_monotonic: a file that is still being written then is sent as it is */
    struct made made;
    enum err err;
    bool is_verbatim; /* FD is the page, in the version VERBATIM */
    struct verbatim verbatim;
    int fd;
    struct stat st;
    struct response found; /* another job has made it meanwhile */
};

static int left(const struct rendition *m, int unsettled_ms)
{
    return clock_monotonic() < m->latest ? unsettled_ms : 0;
}

static int rendition_work(struct job *job)
{
    struct rendition *m = (struct rendition *)job;
    int root = m->capsule->options.root, again = 0;
    if (m->view.page)
        again = left(m, debounce_left(root, m->view.page));
    if (again)
        return again;
    m->err = make(&m->view, m->site, &m->capsule->options, &m->made);
    again = left(m, m->made.unsettled_ms);
    if (again)
        made_finish(&m->made);
    else if (m->err == OK && may_be_verbatim(&m->view) && !m->made.loose)
        m->is_verbatim = verbatim_judge(root, m->view.page, blob_str(m->made.kept.body), &m->fd, &m->st, &m->verbatim);
    return again;
}

/* The version of the file is cached instead of its bytes. */
static void finish_verbatim(struct rendition *m, bool is_present, struct response *response)
{
    blob_unref(m->made.kept.body);
    m->made.kept.body = blob_create((str){(const char *)&m->verbatim, sizeof m->verbatim});
    if (is_present)
        keep(m->capsule, &m->view, name_of_verbatim(m->name, m->arena), &m->made);
    response_set_file(response, m->fd, &m->st);
    m->is_verbatim = false;
}

static void rendition_finish(struct job *job, struct arena *arena, struct response *response)
{
    struct rendition *m = (struct rendition *)job;
    bool is_present = m->capsule->site == m->site;
    if (m->found.body != BODY_NONE) {
        response_move_body(response, &m->found);
    } else if (m->is_verbatim) {
        finish_verbatim(m, is_present, response);
    } else {
        if (is_present)
            keep(m->capsule, &m->view, m->name, &m->made);
        if (m->err == OK)
            response_set_blob(response, blob_ref(m->made.kept.body));
        else
            m->fail(m->err, arena, response);
    }
}

/* Many clients may wait for the same page. */
static bool rendition_is_done(struct job *job)
{
    struct rendition *m = (struct rendition *)job;
    return m->capsule->site == m->site && rendition_find(m->capsule, &m->view, m->name, &m->found);
}

static void rendition_discard(struct job *job)
{
    struct rendition *m = (struct rendition *)job;
    made_finish(&m->made);
    response_finish(&m->found);
    if (m->is_verbatim)
        close(m->fd);
    site_unref(m->site);
    arena_destroy(m->arena);
}

void rendition_begin(struct capsule *capsule, const struct view *view, str name, response_fail *fail,
                     struct response *response)
{
    struct arena *arena = arena_create();
    struct rendition *m = ARENA_NEW(arena, struct rendition);
    *m = (struct rendition){.job = {.kind = JOB_PAGE,
                                    .work = rendition_work,
                                    .finish = rendition_finish,
                                    .discard = rendition_discard,
                                    .is_done = rendition_is_done},
                            .arena = arena,
                            .capsule = capsule,
                            .site = site_ref(capsule->site),
                            .view = *view,
                            .name = arena_str(arena, name),
                            .fail = fail,
                            .latest = clock_monotonic() + DEBOUNCE_LATEST_MS,
                            .found = {.fd = -1}};
    m->view.address = arena_str(arena, view->address);
    m->view.place.address = arena_str(arena, view->place.address);
    m->view.folder = arena_str(arena, view->folder);
    response->body = BODY_JOB;
    response->job = &m->job;
}
