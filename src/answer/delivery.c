#include "answer/delivery.h"

#include "answer/judging.h"
#include "answer/proof.h"
#include "answer/settled.h"
#include "base/beneath.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <unistd.h>

enum { BODY_MAX = 64 << 20, SMALL_FILE = 64 << 10 };

enum err delivery_put_strict(struct buf *out, str text)
{
    enum err err = OK;
    str line;
    while (err == OK && str_line(&text, &line)) {
        if (str_starts(line, STR(".")))
            err = buf_put_char(out, '.');
        if (err == OK)
            err = buf_put(out, line);
        if (err == OK)
            err = buf_put(out, STR("\r\n"));
    }
    return err == OK ? gopher_put_end(out) : err;
}

static enum err make_strict(struct buf *out)
{
    struct buf strict;
    buf_init(&strict, out->max);
    enum err err = delivery_put_strict(&strict, buf_str(out));
    buf_finish(out);
    *out = strict;
    return err;
}

/* A body, and whether and why it may be sent again. */
struct made {
    struct kept kept;
    bool loose; /* it may not */
};

/* All that is sent after the header. */
static enum err make(const struct view *view, const struct site *site, const struct capsule_options *options,
                     struct made *made)
{
    struct buf out;
    buf_init(&out, BODY_MAX);
    struct arena *arena = arena_create();
    struct uses *uses = uses_create(arena);
    enum err err = view_write(view, site, options, uses, &out);
    if (err == OK && view->protocol == LINK_GOPHER) {
        if (view_is_menu(view))
            err = gopher_put_end(&out);
        else if (site_config(site)->strict_rfc1436)
            err = make_strict(&out);
    }
    if (err == OK)
        *made = (struct made){{.body = blob_steal(&out), .proof = proof_make(view, uses)}, uses->loose};
    buf_finish(&out);
    arena_destroy(arena);
    return err;
}

static void made_finish(struct made *made)
{
    blob_unref(made->kept.body);
    blob_unref(made->kept.proof);
}

static void keep(struct capsule *capsule, str name, struct made *made)
{
    made->kept.generation = capsule->generation;
    if (!made->loose)
        blob_cache_put(capsule->cache, name, &made->kept);
}

/* What was made before; of an earlier snapshot only if the present one would give the same. A new reference. */
static struct blob *find_kept(struct capsule *capsule, const struct view *view, str name)
{
    struct kept *kept = blob_cache_find(capsule->cache, name);
    if (!kept)
        return NULL;
    if (kept->generation != capsule->generation && !proof_holds(kept->proof, view, capsule))
        return NULL;
    kept->generation = capsule->generation;
    return blob_ref(kept->body);
}

static void set_blob(struct response *response, struct blob *blob)
{
    response->body = BODY_BLOB;
    response->blob = blob;
    response->length = blob_str(blob).n;
}

/* A page that takes long is made by a thread, from the site as it was when the request came. */
struct making {
    struct job job;
    struct arena *arena; /* of this */
    struct capsule *capsule;
    const struct site *site;
    struct view view;
    str name;
    delivery_fail *fail;
    struct made made;
    enum err err;
};

static void making_work(struct job *job)
{
    struct making *m = (struct making *)job;
    if (m->view.page)
        settled_wait(m->capsule->options.root, m->view.page);
    m->err = make(&m->view, m->site, &m->capsule->options, &m->made);
}

static void making_finish(struct job *job, struct arena *arena, struct response *response)
{
    struct making *m = (struct making *)job;
    if (m->err != OK) {
        m->fail(m->err, arena, response);
        return;
    }
    if (m->capsule->site == m->site)
        keep(m->capsule, m->name, &m->made);
    set_blob(response, blob_ref(m->made.kept.body));
}

static void making_discard(struct job *job)
{
    struct making *m = (struct making *)job;
    made_finish(&m->made);
    site_unref(m->site);
    arena_destroy(m->arena);
}

static void begin_making(struct capsule *capsule, const struct view *view, str name, delivery_fail *fail,
                         struct response *response)
{
    struct arena *arena = arena_create();
    struct making *m = ARENA_NEW(arena, struct making);
    *m = (struct making){.job = {making_work, making_finish, making_discard},
                         .arena = arena,
                         .capsule = capsule,
                         .site = site_ref(capsule->site),
                         .view = *view,
                         .name = arena_str(arena, name),
                         .fail = fail};
    m->view.address = arena_str(arena, view->address);
    m->view.place.address = arena_str(arena, view->place.address);
    m->view.folder = arena_str(arena, view->folder);
    response->body = BODY_JOB;
    response->job = &m->job;
}

/* A small file is kept as pages are, named by what the snapshot knows of it: an edit has another name. Under
 * strict_rfc1436 it is changed on its way. */
static bool may_keep(const struct capsule *capsule, const struct view *view)
{
    bool changed = view->protocol == LINK_GOPHER && site_config(capsule->site)->strict_rfc1436;
    return view->file->size > 0 && view->file->size <= SMALL_FILE && !changed;
}

/* NULL: a disk would have to be waited for. */
static struct blob *read_small(const struct site_file *file, int fd)
{
    size_t n = (size_t)file->size, done = 0;
    if (!beneath_is_in_memory(fd, 0, n))
        return NULL;
    struct buf bytes;
    buf_init(&bytes, n);
    for (ssize_t got = buf_reserve(&bytes, n) == OK; got > 0 && done<n; done += got> 0 ? (size_t)got : 0)
        got = pread(fd, bytes.p + done, n - done, (off_t)done);
    bytes.n = done;
    struct blob *blob = done == n ? blob_steal(&bytes) : NULL;
    buf_finish(&bytes);
    return blob;
}

/* The snapshot has judged this very version. */
static bool is_judged(const struct site_file *file, const struct stat *st)
{
    int64_t mtime_ns = (int64_t)st->st_mtim.tv_sec * 1000000000 + st->st_mtim.tv_nsec;
    return file_id_is(file->id, st) && st->st_size == file->size && mtime_ns == file->mtime_ns;
}

static enum err begin_file(struct capsule *capsule, const struct view *view, delivery_fail *fail, struct arena *arena,
                           struct response *response)
{
    int fd;
    struct stat st;
    const struct site_file *file = view->file;
    str name = arena_printf(arena, "file %" PRId64 " %" PRId64 " %.*s", file->size, file->mtime_ns,
                            STR_ARG(site_file_path(file)));
    struct kept *kept = may_keep(capsule, view) ? blob_cache_find(capsule->cache, name) : NULL;
    if (kept) {
        response->cache = CACHE_HIT;
        set_blob(response, blob_ref(kept->body));
        return OK;
    }
    enum err err = beneath_open_file(capsule->options.root, site_file_path(file), &fd, &st);
    if (err != OK)
        return err == ERR_IO && (errno == EMFILE || errno == ENFILE || errno == ENOMEM) ? ERR_IO : ERR_NOT_FOUND;
    if (!is_judged(file, &st)) {
        judging_begin(capsule, file, fd, &st, fail, response);
        return OK;
    }
    struct blob *blob = may_keep(capsule, view) ? read_small(file, fd) : NULL;
    if (blob) {
        close(fd);
        response->cache = CACHE_MISS;
        blob_cache_put(capsule->cache, name, &(struct kept){.body = blob});
        set_blob(response, blob);
        return OK;
    }
    response_set_file(response, fd, &st);
    return OK;
}

enum err delivery_begin(struct capsule *capsule, const struct view *view, delivery_fail *fail, struct arena *arena,
                        struct response *response)
{
    if (view->kind == VIEW_FILE)
        return begin_file(capsule, view, fail, arena, response);
    str audience = view->protocol == LINK_GOPHER ? STR("gopher ") : view->hidden ? STR("editors ") : STR("gemini ");
    str name = ARENA_CONCAT(arena, audience, view->address);
    struct blob *blob = find_kept(capsule, view, name);
    response->cache = blob ? CACHE_HIT : CACHE_MISS;
    if (!blob && (view_is_slow(view, capsule->site) || view_is_unsettled(view, capsule->options.root))) {
        begin_making(capsule, view, name, fail, response);
        return OK;
    }
    if (!blob) {
        struct made made;
        enum err err = make(view, capsule->site, &capsule->options, &made);
        if (err != OK)
            return err;
        keep(capsule, name, &made);
        blob = blob_ref(made.kept.body);
        made_finish(&made);
    }
    set_blob(response, blob);
    return OK;
}
