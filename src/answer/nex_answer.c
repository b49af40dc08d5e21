#include "answer/delivery.h"
#include "answer/public_view.h"

#include "protocol/log_path.h"

static void fail(enum err err, struct arena *arena, struct response *response)
{
    bool absent = err == ERR_NOT_FOUND || err == ERR_ACCESS;
    line_refuse(absent ? arena_str(arena, response->host->absent_bare) : STR("This page cannot be made now"), response);
}

void nex_answer(struct capsule *capsule, const struct nex_request *request, struct arena *arena,
                struct response *response)
{
    *response = (struct response){
        .asked = {.path = log_path_of(request->path, false), .host = arena_str(arena, capsule->options.name)},
        .host = capsule};
    if (!capsule->site) {
        line_refuse(capsule_unserved_words(capsule), response);
        return;
    }
    struct view view = public_view_find(capsule, LINK_NEX, request->path, arena);
    if (view_is_search(&view)) {
        line_refuse(STR("Words to search for cannot be sent by Nex"), response);
        return;
    }
    response->asked.page = view_stem(&view, arena);
    enum err err = view.kind == VIEW_NONE ? ERR_NOT_FOUND : delivery_begin(capsule, &view, fail, arena, response);
    if (err != OK)
        fail(err, arena, response);
}
