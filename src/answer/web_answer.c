#include "answer/access.h"
#include "answer/capsule.h"
#include "answer/delivery.h"
#include "answer/view.h"
#include "answer/web_shell.h"
#include "uri/uri.h"

enum { MOVED_MAX = 1 << 16 /* bytes */ };

static void fail(enum err err, struct arena *arena, struct response *response)
{
    (void)err;
    (void)arena;
    response->refused = true;
}

static void send_moved(const struct capsule *capsule, const struct view *view, struct arena *arena,
                       struct response *response)
{
    struct buf out;
    const struct web_options *web = capsule->options.web;
    buf_init(&out, MOVED_MAX);
    enum err err = web_shell_moved(ARENA_CONCAT(arena, web->base_path, view->address),
                                   ARENA_CONCAT(arena, web->base_url, view->address), &out);
    if (err == OK)
        response_set_blob(response, blob_steal(&out));
    else
        fail(err, arena, response);
    buf_finish(&out);
}

void web_answer(struct capsule *capsule, str path, struct arena *arena, struct response *response)
{
    static const struct peer nobody = {0};
    *response = (struct response){.host = capsule};
    str decoded = uri_decode(path, arena);
    struct view view = view_find(capsule->site, LINK_WEB, decoded, false, arena);
    bool shown = view.kind != VIEW_NONE && !access_to_path(&capsule->options, capsule->site, decoded, &nobody) &&
                 !access_to_view(&capsule->options, &view, &nobody);
    bool moved = !view.canonical && view_is_html(&view);
    enum err err = shown ? OK : ERR_NOT_FOUND;
    if (shown && moved)
        send_moved(capsule, &view, arena, response);
    else if (shown)
        err = delivery_begin(capsule, &view, fail, arena, response);
    if (err != OK)
        fail(err, arena, response);
}
