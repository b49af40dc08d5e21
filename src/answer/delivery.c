#include "answer/delivery.h"

#include "answer/charset.h"
#include "answer/rendition.h"
#include "answer/revalidation.h"
#include "base/beneath.h"
#include "text/valid.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <unistd.h>

enum { SMALL_FILE = 64 << 10, FOREIGN_TEXT = 1 /* generation of a text that is not UTF-8 */ };

/*
 * A small file is cached like a page, under a name made from what the snapshot knows of it: an edit changes the name.
 * Under strict_rfc1436 a file is converted while it is sent.
 */
static bool may_keep(const struct capsule *capsule, const struct view *view)
{
    bool changed = view->protocol == LINK_GOPHER && site_config(capsule->site)->strict_rfc1436;
    return view->file->size > 0 && view->file->size <= SMALL_FILE && !changed;
}

static bool is_text(const struct capsule *capsule, const struct site_file *file)
{
    return mime_is_text(mime_of(capsule->options.mime, file->path));
}

/* The bytes of a file as they are sent, a text without its byte order mark; *UTF8 tells of a text. NULL: reading would
 * have to wait for a disk. */
static struct blob *read_small(const struct site_file *file, int fd, bool text, bool *utf8)
{
    size_t n = (size_t)file->size, done = 0;
    if (!beneath_is_in_memory(fd, 0, n))
        return NULL;
    struct buf bytes;
    buf_init(&bytes, n);
    for (ssize_t got = buf_reserve(&bytes, n) == OK; got > 0 && done<n; done += got> 0 ? (size_t)got : 0)
        got = pread(fd, bytes.p + done, n - done, (off_t)done);
    bytes.n = done;
    str sent = text ? text_without_bom(buf_str(&bytes)) : buf_str(&bytes);
    *utf8 = !text || charset_is_utf8(sent);
    struct blob *blob = done != n ? NULL : sent.n == n ? blob_steal(&bytes) : blob_create(sent);
    buf_finish(&bytes);
    return blob;
}

/* The snapshot has judged exactly this version. */
static bool is_judged(const struct site_file *file, const struct stat *st)
{
    int64_t mtime_ns = (int64_t)st->st_mtim.tv_sec * 1000000000 + st->st_mtim.tv_nsec;
    return file_id_is(file->id, st) && st->st_size == file->size && mtime_ns == file->mtime_ns;
}

static enum err begin_file(struct capsule *capsule, const struct view *view, response_fail *fail, struct arena *arena,
                           struct response *response)
{
    int fd;
    struct stat st;
    const struct site_file *file = view->file;
    struct blob_cache *pages = capsule->options.memory->pages;
    str name = arena_printf(arena, "file %" PRId64 " %" PRId64 " %.*s", file->size, file->mtime_ns,
                            STR_ARG(site_file_path(file)));
    struct kept *kept = may_keep(capsule, view) ? blob_cache_find(pages, capsule, name) : NULL;
    bool text = is_text(capsule, file), utf8 = true;
    if (kept) {
        response->cache = CACHE_HIT;
        if (kept->generation == FOREIGN_TEXT)
            charset_forget(response);
        response_set_blob(response, blob_ref(kept->body));
        return OK;
    }
    enum err err = beneath_open_file(site_root(capsule->site, capsule->options.root), site_file_path(file), &fd, &st);
    if (err != OK)
        return err == ERR_IO && (errno == EMFILE || errno == ENFILE || errno == ENOMEM) ? ERR_IO : ERR_NOT_FOUND;
    if (!is_judged(file, &st)) {
        revalidation_begin(capsule, file, text, fd, &st, fail, response);
        return OK;
    }
    struct blob *blob = may_keep(capsule, view) ? read_small(file, fd, text, &utf8) : NULL;
    if (text && !(blob ? utf8 : charset_of_file(fd, (uint64_t)st.st_size)))
        charset_forget(response);
    if (blob) {
        close(fd);
        response->cache = CACHE_MISS;
        blob_cache_put(pages, capsule, name, &(struct kept){.body = blob, .generation = utf8 ? 0 : FOREIGN_TEXT});
        response_set_blob(response, blob);
        return OK;
    }
    response_set_text(response, fd, &st, text ? file->mark : 0);
    return OK;
}

enum err delivery_begin(struct capsule *capsule, const struct view *view, response_fail *fail, struct arena *arena,
                        struct response *response)
{
    if (view->kind == VIEW_FILE)
        return begin_file(capsule, view, fail, arena, response);
    static const str readers[] = {[LINK_GEMINI] = STR_INIT("gemini "),
                                  [LINK_GOPHER] = STR_INIT("gopher "),
                                  [LINK_NEX] = STR_INIT("nex "),
                                  [LINK_WEB] = STR_INIT("web ")};
    str audience = view->hidden ? STR("editors ") : readers[view->protocol];
    str name = ARENA_CONCAT(arena, audience, view->address);
    bool found = rendition_find(capsule, view, name, response);
    response->cache = found ? CACHE_HIT : CACHE_MISS;
    if (found)
        return OK;
    if (!rendition_is_costly(capsule, view, name) && !view_is_unsettled(view, capsule->options.root))
        return rendition_make(capsule, view, name, response);
    rendition_begin(capsule, view, name, fail, response);
    return OK;
}
