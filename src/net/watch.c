#include "net/watch.h"

#include "base/log.h"
#include "net/error_hash.h"
#include "net/folder_events.h"
#include "net/memory.h"
#include "net/reload.h"

#include <stdlib.h>
#include <string.h>

enum {
    QUIET_MS = 100,     /* without an event: then the edit counts as complete */
    LATEST_MS = 500,    /* after the first event, quiet or not */
    BUSY_MS = 50,       /* before another attempt while another capsule is examined */
    RESCAN_MS = 60000,  /* for changes that give no event */
    POLLING_MS = 1000,  /* when there are no events */
    POLLING_SHARE = 10, /* at most one part in so many of the time is spent on polling */
    MESSAGES_MAX = 20
};

/* One capsule. */
struct follower {
    struct watch *watch;
    struct capsule *capsule;
    uv_timer_t timer; /* when to examine it next */
    struct folder_events *events;
    struct reload *reload; /* under way */
    uint64_t first_event;  /* milliseconds; 0: none since the last examination */
    uint64_t said;         /* hash of the errors that were reported last */
    bool changed;          /* an event came while a reload was under way */
    bool has_folders;      /* they were examined at least once */
    bool unwatched;        /* some of its folders are not watched */
};

struct watch {
    struct net *net;
    bool busy, stopping; /* one reload at a time: requests need threads, too */
    size_t count;
    struct follower followers[];
};

static void look(uv_timer_t *timer);

static void look_after(struct follower *f, uint64_t ms)
{
    uv_timer_start(&f->timer, look, ms, 0);
}

static void settle(struct follower *f)
{
    uint64_t now = net_now(f->watch->net);
    if (!f->first_event)
        f->first_event = now;
    uint64_t latest = f->first_event + LATEST_MS;
    uint64_t left = latest > now ? latest - now : 0;
    look_after(f, left < QUIET_MS ? left : QUIET_MS);
}

static void happened(void *context)
{
    struct follower *f = context;
    if (f->watch->stopping)
        return;
    if (f->reload)
        f->changed = true;
    else
        settle(f);
}

/* ---- the errors of a capsule */

static void print_errors(const struct follower *f, const struct reload *r)
{
    size_t printed = 0;
    for (size_t i = 0; i < r->diag.count && printed < MESSAGES_MAX; i++) {
        const struct diag_entry *e = &r->diag.entries[i];
        if (e->severity != SEVERITY_ERROR)
            continue;
        log_error("%.*s:%d: %.*s", STR_ARG(e->file), e->line, STR_ARG(e->text));
        printed++;
    }
    str name = capsule_options(f->capsule)->name;
    if (r->diag.errors > printed)
        log_error("%zu more errors in the capsule of %.*s", r->diag.errors - printed, STR_ARG(name));
    if (r->err != OK && r->diag.errors == 0)
        log_error("the capsule of %.*s cannot be read: %s", STR_ARG(name), strerror(r->saved_errno));
    if (r->err != OK)
        log_note("the capsule of %.*s %s", STR_ARG(name),
                 capsule_site(f->capsule) ? "stays as it was" : "is still not served");
}

/*
 * Each error is reported once, by one of the workers, since all of them see it. The process that started the worker has
 * reported the first errors.
 */
static void tell(struct follower *f, const struct reload *r)
{
    uint64_t hash = error_hash(r->err, r->site, &r->diag);
    if (hash == f->said)
        return;
    f->said = hash;
    if (hash && f->watch->net->options->tells)
        print_errors(f, r);
}

static void tell_unwatched(struct follower *f)
{
    str name = capsule_options(f->capsule)->name;
    bool complete = folder_events_complete(f->events);
    bool news = complete == f->unwatched;
    f->unwatched = !complete;
    if (news && !complete && f->watch->net->options->tells)
        log_error("not all folders of the capsule of %.*s can be watched for edits; it is scanned again and again "
                  "instead. Raise fs.inotify.max_user_watches or max_user_instances (sysctl)",
                  STR_ARG(name));
}

/* ---- the next snapshot */

/* Some file was written a moment ago, and its author may not have finished: it is read again a little later. */
static bool is_unsettled(const struct follower *f, const struct reload *r)
{
    if (r->err != OK || r->site == capsule_site(f->capsule))
        return false;
    if (f->first_event && net_now(f->watch->net) >= f->first_event + LATEST_MS)
        return false;
    return r->began_ns - site_newest_read(r->site) < QUIET_MS * INT64_C(1000000);
}

static void take_first_site(struct follower *f, const struct reload *r)
{
    const struct net_options *options = f->watch->net->options;
    capsule_replace(f->capsule, r->site);
    if (options->mended)
        options->mended(options->context, (size_t)(f - f->watch->followers));
}

static void take_site(struct follower *f, const struct reload *r)
{
    if (r->err == OK && !capsule_site(f->capsule)) {
        take_first_site(f, r);
    } else if (r->err == OK && r->site != capsule_site(f->capsule)) {
        snapshot_advance(&f->watch->net->snapshot, capsule_site(f->capsule));
        capsule_replace(f->capsule, r->site);
    }
    tell(f, r);
}

static uint64_t pause_of(const struct follower *f, const struct reload *r)
{
    uint64_t least = (uint64_t)r->took_ms * POLLING_SHARE;
    if (folder_events_complete(f->events))
        return RESCAN_MS;
    return least > POLLING_MS ? least : POLLING_MS;
}

static void take(struct follower *f, struct reload *r)
{
    if (r->with_files && is_unsettled(f, r)) {
        settle(f);
        return;
    }
    if (r->with_files)
        take_site(f, r);
    f->has_folders = true;
    /* A change in a folder before it was watched is only found by examining it again. */
    bool is_new = folder_events_update(f->events, &r->folders);
    tell_unwatched(f);
    f->first_event = 0;
    if (is_new || f->changed)
        settle(f);
    else
        look_after(f, pause_of(f, r));
    f->changed = false;
}

static void reloaded(struct reload *r)
{
    struct follower *f = r->context;
    f->reload = NULL;
    f->watch->busy = false;
    if (!f->watch->stopping && r->ran)
        take(f, r);
    reload_destroy(r);
}

static void look(uv_timer_t *timer)
{
    struct follower *f = timer->data;
    if (f->watch->busy) {
        look_after(f, BUSY_MS);
        return;
    }
    /* Its files were read a moment ago, before anything was watched: after this they need only one more examination. */
    f->reload = reload_start(&f->watch->net->loop, f->capsule, f->has_folders, reloaded, f);
    f->watch->busy = f->reload != NULL;
    if (!f->reload)
        look_after(f, POLLING_MS);
}

struct watch *watch_start(struct net *net)
{
    const struct hosts *hosts = &net->options->hosts;
    struct watch *w = memory_take(sizeof *w + hosts->count * sizeof(struct follower));
    w->net = net;
    w->count = hosts->count;
    for (size_t i = 0; i < w->count; i++) {
        struct follower *f = &w->followers[i];
        f->watch = w;
        f->capsule = hosts->capsules[i];
        uv_timer_init(&net->loop, &f->timer);
        if (capsule_options(f->capsule)->root < 0)
            continue;
        f->events = folder_events_create(&net->loop, capsule_options(f->capsule)->root, happened, f);
        f->timer.data = f;
        f->said = net->options->said ? net->options->said[i] : 0;
        look_after(f, 0);
    }
    return w;
}

void watch_stop(struct watch *w)
{
    if (!w || w->stopping)
        return;
    w->stopping = true;
    for (size_t i = 0; i < w->count; i++) {
        struct follower *f = &w->followers[i];
        uv_close((uv_handle_t *)&f->timer, NULL);
        folder_events_destroy(f->events);
        f->events = NULL;
        if (f->reload)
            reload_cancel(f->reload);
    }
}

void watch_destroy(struct watch *w)
{
    free(w);
}
