#include "answer/delivery.h"

#include "base/beneath.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

enum { BODY_MAX = 64 << 20 };

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

/* All that is sent after the header. */
static enum err make(const struct view *view, const struct site *site, const struct capsule_options *options,
                     struct blob **blob)
{
    struct buf out;
    buf_init(&out, BODY_MAX);
    enum err err = view_write(view, site, options, &out);
    if (err == OK && view->protocol == LINK_GOPHER) {
        if (view_is_menu(view))
            err = gopher_put_end(&out);
        else if (site_config(site)->strict_rfc1436)
            err = make_strict(&out);
    }
    if (err == OK)
        *blob = blob_steal(&out);
    buf_finish(&out);
    return err;
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
    struct blob *blob;
    enum err err;
};

static void making_work(struct job *job)
{
    struct making *m = (struct making *)job;
    m->err = make(&m->view, m->site, &m->capsule->options, &m->blob);
}

static void making_finish(struct job *job, struct arena *arena, struct response *response)
{
    struct making *m = (struct making *)job;
    if (m->err != OK) {
        m->fail(m->err, arena, response);
        return;
    }
    if (m->capsule->site == m->site)
        blob_cache_put(m->capsule->cache, m->name, m->blob);
    set_blob(response, blob_ref(m->blob));
}

static void making_discard(struct job *job)
{
    struct making *m = (struct making *)job;
    blob_unref(m->blob);
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

static enum err begin_file(const struct capsule *capsule, const struct view *view, struct response *response)
{
    struct stat st;
    enum err err = beneath_open_file(capsule->options.root, view->file->path, &response->fd, &st);
    if (err != OK)
        return err == ERR_IO && (errno == EMFILE || errno == ENFILE || errno == ENOMEM) ? ERR_IO : ERR_NOT_FOUND;
    response->body = BODY_FILE;
    response->length = (uint64_t)st.st_size;
    return OK;
}

enum err delivery_begin(struct capsule *capsule, const struct view *view, delivery_fail *fail, struct arena *arena,
                        struct response *response)
{
    if (view->kind == VIEW_FILE)
        return begin_file(capsule, view, response);
    str protocol = view->protocol == LINK_GOPHER ? STR("gopher ") : STR("gemini ");
    str name = ARENA_CONCAT(arena, protocol, view->address);
    struct blob *blob = blob_cache_get(capsule->cache, name);
    if (!blob && view_is_slow(view, capsule->site)) {
        begin_making(capsule, view, name, fail, response);
        return OK;
    }
    if (!blob) {
        enum err err = make(view, capsule->site, &capsule->options, &blob);
        if (err != OK)
            return err;
        blob_cache_put(capsule->cache, name, blob);
    }
    set_blob(response, blob);
    return OK;
}
