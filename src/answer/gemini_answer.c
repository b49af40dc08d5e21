#include "answer/access.h"
#include "answer/delivery.h"
#include "answer/gemini_view.h"
#include "answer/search_answer.h"

#include "render/words.h"
#include "search/search.h"
#include "search/text.h"
#include "text/valid.h"
#include "uri/uri.h"

static str words_of(int status)
{
    switch (status) {
    case GEMINI_SLOW_DOWN:
        return STR("10");
    case GEMINI_CGI:
        return STR("This page cannot be made");
    case GEMINI_FAILURE:
        return STR("Try again later");
    case GEMINI_NOT_FOUND:
        return STR("Not found");
    case GEMINI_REFUSED:
        return STR("This is another host, scheme or port");
    case GEMINI_CERTIFICATE:
        return STR("This page asks for a client certificate");
    case GEMINI_NOT_AUTHORISED:
        return STR("Your certificate is not among those that may see this page");
    case GEMINI_NOT_VALID:
        return STR("Your certificate has expired, or is not valid yet");
    default:
        return STR("Bad request");
    }
}

void gemini_refuse(int status, struct arena *arena, struct response *response)
{
    (void)arena;
    struct asked asked = response->asked;
    *response = (struct response){.status = status, .meta = words_of(status), .asked = asked};
}

static void refuse(const struct capsule *capsule, int status, struct arena *arena, struct response *response)
{
    gemini_refuse(status, arena, response);
    if (status == GEMINI_NOT_FOUND)
        response->meta = capsule_absent_words(capsule, arena);
}

static void fail(enum err err, struct arena *arena, struct response *response)
{
    int status = err == ERR_NOT_FOUND || err == ERR_ACCESS ? GEMINI_NOT_FOUND
                 : err == ERR_IO                           ? GEMINI_FAILURE
                                                           : GEMINI_CGI;
    refuse(response->host, status, arena, response);
}

/* A query that was sent as typed is three times as long once it is escaped, and a header has a bound. */
static void redirect(const struct uri *uri, str address, struct arena *arena, struct response *response)
{
    str target = uri->has_query ? ARENA_CONCAT(arena, address, STR("?"), uri->query) : arena_str(arena, address);
    if (target.n > GEMINI_META_MAX) {
        gemini_refuse(GEMINI_BAD_REQUEST, arena, response);
        return;
    }
    response->status = GEMINI_PERMANENT;
    response->meta = target;
}

/* The whole URL, for "//name/" alone would name a host. */
static void redirect_to_single_slashes(const struct uri *uri, struct arena *arena, struct response *response)
{
    str origin = uri_origin("gemini", uri->host, uri->port < 0 ? 0 : uri->port, GEMINI_PORT, arena);
    redirect(uri, ARENA_CONCAT(arena, origin, uri_single_slashes(uri->path, arena)), arena, response);
}

/* The words are the query, percent-encoded; '+' is a plus. */
static void answer_search(struct capsule *capsule, const struct uri *uri, const struct view *view, struct arena *arena,
                          struct response *response)
{
    const struct site_config *config = site_config(capsule->site);
    str lang = site_edition(capsule->site, view->place.edition).lang;
    response->status = uri->query.n ? GEMINI_OK : GEMINI_INPUT;
    response->meta =
        uri->query.n ? gemini_gemtext_type(lang, arena) : search_clean(word_of(config, lang, WORD_SEARCH_FOR), arena);
    if (uri->query.n)
        search_begin(capsule, view, uri_decode(uri->query, arena), fail, response);
}

void gemini_answer(struct capsule *capsule, const struct gemini_request *request, const struct peer *peer,
                   struct arena *arena, struct response *response)
{
    str path;
    int status;
    *response = (struct response){.asked = {.path = request->uri.path.n ? gemini_path(&request->uri) : STR("/"),
                                            .host = arena_str(arena, capsule->options.name)},
                                  .host = capsule};
    if (!capsule->site) {
        gemini_refuse(GEMINI_CGI, arena, response);
        response->meta = capsule_unserved_words(capsule);
        return;
    }
    if (!gemini_view_path(request->uri.path, arena, &path)) {
        gemini_refuse(GEMINI_BAD_REQUEST, arena, response);
        return;
    }
    if (str_find(request->uri.path, STR("//")) != STR_NONE) {
        redirect_to_single_slashes(&request->uri, arena, response);
        return;
    }
    struct view view = gemini_view_find(capsule, request->uri.path, path, peer, arena, &status);
    if (status) {
        refuse(capsule, status, arena, response);
        return;
    }
    if (!view.canonical) {
        redirect(&request->uri, view.address, arena, response);
        return;
    }
    if (view_is_search(&view)) {
        answer_search(capsule, &request->uri, &view, arena, response);
        return;
    }
    response->status = GEMINI_OK;
    response->meta = gemini_type(capsule, &view, arena);
    response->asked.page = view_stem(&view, arena);
    enum err err = delivery_begin(capsule, &view, fail, arena, response);
    if (err != OK)
        fail(err, arena, response);
}
