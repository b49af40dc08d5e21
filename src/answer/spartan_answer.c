#include "answer/delivery.h"
#include "answer/gemini_view.h"
#include "answer/search_answer.h"

#include "protocol/log_path.h"
#include "render/words.h"
#include "search/text.h"
#include "uri/uri.h"

enum { PAGE_MAX = 4 << 10 };

void spartan_refuse(int status, str words, struct response *response)
{
    struct asked asked = response->asked;
    *response = (struct response){.status = status, .meta = words, .asked = asked};
}

static void fail(enum err err, struct arena *arena, struct response *response)
{
    if (err == ERR_NOT_FOUND || err == ERR_ACCESS)
        spartan_refuse(SPARTAN_CLIENT_ERROR, capsule_absent_words(response->host, arena), response);
    else
        spartan_refuse(SPARTAN_SERVER_ERROR, err == ERR_IO ? STR("Try again later") : STR("This page cannot be made"),
                       response);
}

static void redirect(str address, struct arena *arena, struct response *response)
{
    str target = arena_str(arena, address);
    if (target.n > SPARTAN_META_MAX) {
        spartan_refuse(SPARTAN_CLIENT_ERROR, STR("Its address is too long to lead there"), response);
        return;
    }
    response->status = SPARTAN_REDIRECT;
    response->meta = target;
}

/* A page whose one line asks for the words: there is no status for that. */
static void ask_for_words(const struct capsule *capsule, const struct view *view, struct arena *arena,
                          struct response *response)
{
    const struct site_config *config = site_config(capsule->site);
    const struct site_edition edition = site_edition(capsule->site, view->place.edition);
    struct buf out;
    buf_init(&out, PAGE_MAX);
    buf_printf(&out, "# %.*s\n\n=: %.*s %.*s\n=> %.*s %.*s\n", STR_ARG(word_of(config, edition.lang, WORD_SEARCH)),
               STR_ARG(view->address), STR_ARG(search_clean(word_of(config, edition.lang, WORD_SEARCH_FOR), arena)),
               STR_ARG(place_in_edition(capsule->site, view->place.edition, STR(""), arena)),
               STR_ARG(word_of(config, edition.lang, WORD_HOME)));
    response_set_blob(response, blob_steal(&out));
    buf_finish(&out);
}

static void send(struct capsule *capsule, const struct spartan_request *request, const struct view *view,
                 struct arena *arena, struct response *response)
{
    response->status = SPARTAN_OK;
    response->meta = gemini_type(capsule, view, arena);
    response->asked.page = view_stem(view, arena);
    if (view_is_search(view) && request->data.n) {
        search_begin(capsule, view, request->data, fail, response);
        return;
    }
    if (view_is_search(view)) {
        ask_for_words(capsule, view, arena, response);
        return;
    }
    enum err err = delivery_begin(capsule, view, fail, arena, response);
    if (err != OK)
        fail(err, arena, response);
}

void spartan_answer(struct capsule *capsule, const struct spartan_request *request, struct arena *arena,
                    struct response *response)
{
    static const struct peer nobody = {0};
    str path;
    int refused;
    *response = (struct response){
        .asked = {.path = log_path_of(request->path, false), .host = arena_str(arena, capsule->options.name)},
        .host = capsule};
    if (!capsule->site) {
        spartan_refuse(SPARTAN_SERVER_ERROR, capsule_unserved_words(capsule), response);
        return;
    }
    if (!gemini_view_path(request->path, arena, &path)) {
        spartan_refuse(SPARTAN_CLIENT_ERROR, STR("This is no path of a page"), response);
        return;
    }
    struct view view = gemini_view_find(capsule, request->path, path, &nobody, arena, &refused);
    bool doubled = str_find(request->path, STR("//")) != STR_NONE;
    if (refused)
        fail(ERR_NOT_FOUND, arena, response);
    else if (!view.canonical || doubled)
        redirect(view.address, arena, response);
    else if (request->has_too_much)
        spartan_refuse(SPARTAN_CLIENT_ERROR, STR("This is more than a page takes"), response);
    else if (request->data.n && !view_is_search(&view))
        spartan_refuse(SPARTAN_CLIENT_ERROR, STR("This page takes no input"), response);
    else
        send(capsule, request, &view, arena, response);
}
