#include "answer/access.h"
#include "answer/delivery.h"
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

static str gemtext_type(str lang, struct arena *arena)
{
    str type = STR("text/gemini; charset=utf-8");
    /* RFC 5646 has letters, digits and hyphens, the header commas; nothing else that an author wrote may reach a
     * header. */
    for (size_t i = 0; i < lang.n; i++)
        if (!char_is_alnum(lang.p[i]) && lang.p[i] != '-' && lang.p[i] != ',')
            return type;
    return lang.n ? ARENA_CONCAT(arena, type, STR("; lang="), lang) : type;
}

static str type_of(const struct capsule *capsule, const struct view *view, struct arena *arena)
{
    switch (view->kind) {
    case VIEW_PAGE:
        return gemtext_type(view->page->lang, arena);
    case VIEW_PLACE:
        if (view->place.kind == PLACE_FEED)
            return STR("application/atom+xml");
        return gemtext_type(site_config(capsule->site)->lang, arena);
    case VIEW_FILE: {
        str type = mime_of(capsule->options.mime, view->file->path);
        if (str_eq(type, STR("text/gemini")))
            return gemtext_type(site_config(capsule->site)->lang, arena);
        return mime_is_text(type) ? ARENA_CONCAT(arena, type, STR("; charset=utf-8")) : type;
    }
    case VIEW_FOLDER:
    case VIEW_MENU:
    case VIEW_DRAFTS:
    case VIEW_NONE:
        return gemtext_type(site_config(capsule->site)->lang, arena);
    case VIEW_TEXT:
    case VIEW_ROBOTS:
    case VIEW_CAPS:
        break;
    }
    return STR("text/plain; charset=utf-8");
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

/* An escaped slash is part of a name, and no file's name has one: only an address that we made ourselves may have
 * it. */
static bool has_escaped_slash(str path)
{
    return str_find(path, STR("%2F")) != STR_NONE || str_find(path, STR("%2f")) != STR_NONE;
}

/* The decoded path with single slashes and without dot segments; false when it leaves the root or is not a path. */
static bool path_of(const struct uri *uri, struct arena *arena, str *path)
{
    if (!uri->path.n) {
        *path = STR("/");
        return true;
    }
    str decoded;
    return uri_decode_strict(uri_single_slashes(uri->path, arena), arena, &decoded) &&
           uri_remove_dots(decoded, arena, path) && str_starts(*path, STR("/"));
}

/*
 * The view that PEER may see at PATH; else *STATUS is the refusal. A place that needs a certificate is refused before
 * anybody learns whether it exists.
 */
static struct view find(const struct capsule *capsule, str path, const struct peer *peer, struct arena *arena,
                        int *status)
{
    const struct capsule_options *options = &capsule->options;
    bool has_editors = options->editors.count > 0;
    int draft = has_editors ? access_to_drafts(options, peer) : GEMINI_NOT_FOUND;
    struct view view = view_find(capsule->site, LINK_GEMINI, path, draft == 0, arena);
    *status = access_to_path(options, capsule->site, path, peer);
    if (*status == 0)
        *status = access_to_view(options, &view, peer);
    if (*status == 0 && view.kind == VIEW_NONE)
        *status =
            has_editors && (str_eq(path, STR("/drafts")) || str_eq(path, STR("/drafts/"))) ? draft : GEMINI_NOT_FOUND;
    return view;
}

/*
 * As find; but letters with marks may be written in two ways (NFC and NFD), of which a file's name has one. The address
 * is then not the one that was requested.
 */
static struct view find_spelled(const struct capsule *capsule, str path, const struct peer *peer, struct arena *arena,
                                int *status)
{
    struct view view = find(capsule, path, peer, arena, status);
    for (int form = 0; form < 2 && *status == GEMINI_NOT_FOUND; form++) {
        str spelled = form == 0 ? text_nfc(path, arena) : text_nfd(path, arena);
        if (str_eq(spelled, path))
            continue;
        view = find(capsule, spelled, peer, arena, status);
        view.canonical = false;
    }
    return view;
}

static bool is_search(const struct view *view)
{
    return view->kind == VIEW_PLACE && view->place.kind == PLACE_SEARCH;
}

/* The words are the query, percent-encoded; '+' is a plus. */
static void answer_search(struct capsule *capsule, const struct uri *uri, const struct view *view, struct arena *arena,
                          struct response *response)
{
    const struct site_config *config = site_config(capsule->site);
    response->status = uri->query.n ? GEMINI_OK : GEMINI_INPUT;
    response->meta = uri->query.n ? gemtext_type(config->lang, arena)
                                  : search_clean(word_of(config, config->lang, WORD_SEARCH_FOR), arena);
    if (uri->query.n)
        search_begin(capsule, view, uri_decode(uri->query, arena), fail, response);
}

void gemini_answer(struct capsule *capsule, const struct gemini_request *request, const struct peer *peer,
                   struct arena *arena, struct response *response)
{
    str path;
    int status;
    *response = (struct response){
        .asked = {request->uri.path.n ? gemini_path(&request->uri) : STR("/"), arena_str(arena, capsule->options.name)},
        .host = capsule};
    if (!capsule->site) {
        gemini_refuse(GEMINI_CGI, arena, response);
        response->meta = capsule_unserved_words(capsule);
        return;
    }
    if (!path_of(&request->uri, arena, &path)) {
        gemini_refuse(GEMINI_BAD_REQUEST, arena, response);
        return;
    }
    if (str_find(request->uri.path, STR("//")) != STR_NONE) {
        redirect_to_single_slashes(&request->uri, arena, response);
        return;
    }
    struct view view = find_spelled(capsule, path, peer, arena, &status);
    if (!status && has_escaped_slash(request->uri.path) && !str_eq(request->uri.path, view.address))
        status = GEMINI_NOT_FOUND;
    if (status) {
        refuse(capsule, status, arena, response);
        return;
    }
    if (!view.canonical) {
        redirect(&request->uri, view.address, arena, response);
        return;
    }
    if (is_search(&view)) {
        answer_search(capsule, &request->uri, &view, arena, response);
        return;
    }
    response->status = GEMINI_OK;
    response->meta = type_of(capsule, &view, arena);
    response->asked.page = view_stem(&view, arena);
    enum err err = delivery_begin(capsule, &view, fail, arena, response);
    if (err != OK)
        fail(err, arena, response);
}
