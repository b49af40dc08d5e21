#include "net/reload.h"

#include "base/clock.h"
#include "content/load.h"
#include "net/memory.h"

#include <errno.h>
#include <stdlib.h>

/* Folders first: a change in one of them while the files are read is found again once the folder is watched. */
static void work(uv_work_t *request)
{
    struct reload *r = request->data;
    r->ran = true;
    r->began_ns = clock_now_ns();
    int64_t began = clock_monotonic();
    r->folders = folders_below(r->root, r->arena);
    errno = 0;
    if (r->with_files)
        r->err = site_load(r->root, &r->options, r->previous, &r->diag, &r->site);
    r->saved_errno = errno;
    r->took_ms = clock_monotonic() - began;
}

static void after(uv_work_t *request, int status)
{
    (void)status;
    struct reload *r = request->data;
    r->done(r);
}

struct reload *reload_start(uv_loop_t *loop, const struct capsule *capsule, bool with_files,
                            void (*done)(struct reload *), void *context)
{
    const struct capsule_options *options = capsule_options(capsule);
    struct reload *r = MEMORY_NEW(struct reload);
    r->work.data = r;
    r->done = done;
    r->context = context;
    r->with_files = with_files;
    r->err = ERR_NOT_FOUND;
    r->root = options->root;
    r->options = options->site;
    r->options.now = clock_now();
    r->previous = capsule_site(capsule) ? site_ref(capsule_site(capsule)) : NULL;
    r->arena = arena_create();
    diag_init(&r->diag);
    if (uv_queue_work(loop, &r->work, work, after) == 0)
        return r;
    reload_destroy(r);
    return NULL;
}

void reload_cancel(struct reload *r)
{
    uv_cancel((uv_req_t *)&r->work);
}

void reload_destroy(struct reload *r)
{
    site_unref(r->site);
    site_unref(r->previous);
    diag_finish(&r->diag);
    arena_destroy(r->arena);
    free(r);
}
